using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Keratin.Tests;

/// <summary>Small data and models, and what tells two models apart.</summary>
internal static class Examples
{
    /// <summary>Numbers between −1 and 1.</summary>
    public static NDArray Numbers(int rows, int columns, int seed = 1)
    {
        var random = new Random(seed);
        var values = new float[rows * columns];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextSingle() * 2 - 1;
        return new NDArray(values, [rows, columns]);
    }

    /// <summary>Multi-hot rows, sparse; each row names a tenth of the columns.</summary>
    public static NDArray MultiHot(int rows, int columns, int seed = 1)
    {
        var random = new Random(seed);
        return NDArray.SparseFromRows([.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, Math.Max(1, columns / 10)).Select(_ => random.Next(columns)).ToArray())], columns);
    }

    public static NDArray Labels(int rows, int classes, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, rows).Select(_ => random.Next(classes)).ToArray();
    }

    public static Sequential Regression(int? inputs = null, int seed = 7, Optimizer? optimizer = null)
    {
        var model = new Sequential([new Dense(8, activation: "relu", inputShape: inputs is { } width ? [width] : null), new Dense(1)], seed);
        model.Compile(optimizer, "mse", ["mae"]);
        return model;
    }

    public static Sequential Classification(int? inputs = null, int classes = 5, int seed = 7, int units = 8)
    {
        var model = new Sequential([new Dense(units, activation: "relu", inputShape: inputs is { } width ? [width] : null), new Dense(classes, activation: "softmax")], seed);
        model.Compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    /// <summary>A hash of the bits of all weights.</summary>
    public static string Bits(this Model model) => Hash(model.Weights.SelectMany(weight => weight.Values.ToArray()));

    public static string Bits(this NDArray array) => Hash(array.ToArray());

    private static string Hash(IEnumerable<float> values) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(values.ToArray())));
}
