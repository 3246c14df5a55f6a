using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Keratin.Steady;

/// <summary>A short training whose bits are watched.</summary>
/// <param name="Name">What it is called in the file of hashes.</param>
/// <param name="Make">Makes the model, compiled, with its seed.</param>
/// <param name="X">An array for each input.</param>
/// <param name="Y">An array for each output.</param>
internal sealed record Course(string Name, Func<Model> Make, NDArray[] X, NDArray[] Y)
{
    /// <summary>The rows of a step.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>How much each row counts; null where all count the same.</summary>
    public NDArray? SampleWeight { get; init; }

    /// <summary>Trains two epochs, validates and predicts.</summary>
    /// <param name="threads">The most threads that share the work.</param>
    /// <returns>A hash over the bits of all weights, of what the optimizer keeps, of the history and of the predictions.</returns>
    public string Run(int threads)
    {
        Model model = Make();
        model.Threads = threads;
        History history = model.Fit(X, Y, BatchSize, epochs: 2, verbose: 0, validationSplit: 0.25, sampleWeight: SampleWeight);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Core.Variable variable in model.Weights.Concat(model.Optimizer!.Slots)) hash.AppendData(MemoryMarshal.AsBytes(variable.Values));
        foreach (string name in history.Names)
            foreach (double value in history[name])
            {
                // A training that breaks down has the same bits everywhere, and says nothing.
                if (!double.IsFinite(value)) throw new InvalidOperationException($"The {name} of \"{Name}\" is {value}.");
                hash.AppendData(BitConverter.GetBytes(value));
            }
        foreach (NDArray output in model.Predict(X)) hash.AppendData(MemoryMarshal.AsBytes<float>(output.ToArray()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
