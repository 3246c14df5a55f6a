using Keratin.Formats;

namespace Keratin;

public partial class Model
{
    private const string WeightFileEnd = ".npz";

    /// <summary>Writes all weights to a file that NumPy reads too, each under its name, for example <c>dense/kernel</c>.</summary>
    /// <param name="path">The file; it must end in <c>.npz</c>. An existing one is replaced only when the new one is complete.</param>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    /// <exception cref="ArgumentException">The file's name does not end in <c>.npz</c>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path)
    {
        CheckWeightFile(path, nameof(path));
        RequireBuilt(nameof(SaveWeights));
        _gate.EnterReadLock();
        try
        {
            Npz.Save(path, [.. NamesInFiles(this, "").Zip(Weights, (name, weight) => (name, NpyArray.Create<float>(weight.Values, weight.Shape)))]);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Reads what <see cref="SaveWeights"/> wrote, into a model of the same layers. Nothing is changed if one weight does not fit.</summary>
    /// <param name="path">The file; it must end in <c>.npz</c>.</param>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    /// <exception cref="ArgumentException">The file's name does not end in <c>.npz</c>, or the file holds other weights than the model; the message lists the first that differs.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public void LoadWeights(string path)
    {
        CheckWeightFile(path, nameof(path));
        RequireBuilt(nameof(LoadWeights));
        NpzArchive archive = Npz.Load(path);
        string[] own = [.. NamesInFiles(this, "")];
        if (own.FirstOrDefault(name => !archive.TryGet(name, out _)) is { } missing)
            throw new ArgumentException($"{path} has no weight \"{missing}\" of {this}: it has {string.Join(", ", archive.Names)}. Build the model as it was when the file was saved, with the same names.", nameof(path));
        if (archive.Names.Except(own).FirstOrDefault() is { } surplus)
            throw new ArgumentException($"{path} has a weight \"{surplus}\" that {this} lacks: build the model as it was when the file was saved, with the same names.", nameof(path));
        SetWeights([.. own.Select(name => archive[name].ToNDArray())]);
    }

    // Where a weight stands now: a model that was built before it became part of another has given its weights shorter names.
    private static IEnumerable<string> NamesInFiles(Layer layer, string path) => layer is Model
        ? layer.Parts.SelectMany(part => NamesInFiles(part, $"{path}{part.Name}/"))
        : layer.Weights.Select(weight => path + weight.Name[(weight.Name.LastIndexOf($"{layer.Name}/", StringComparison.Ordinal) + layer.Name.Length + 1)..]);

    /// <summary>Throws where a file's name does not say that weights are kept in it.</summary>
    internal static void CheckWeightFile(string path, string argument)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, argument);
        if (!path.EndsWith(WeightFileEnd, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Weights are kept in {WeightFileEnd} files, but the name is \"{path}\": end it in {WeightFileEnd}.", argument);
    }
}
