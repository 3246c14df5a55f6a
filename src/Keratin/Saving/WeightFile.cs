using System.Globalization;
using Keratin.Core;
using Keratin.Formats;

namespace Keratin;

/// <summary>The weights of a model in a file, whose name says the format: NumPy's, safetensors, or Keras's own.</summary>
internal static class WeightFile
{
    /// <summary>Writes the weights of a built model, into Keras's format with the state of its optimizer.</summary>
    public static void Save(Model model, string path)
    {
        if (FileEnd.Is(path, FileEnd.KerasWeights))
        {
            Hdf5Group tree = KerasWeights.Write(model, includeOptimizer: true);
            AtomicFile.Write(path, stream => Hdf5Writer.Write(stream, tree));
            return;
        }
        (string, NpyArray)[] arrays = [.. Names(model, "").Zip(model.Weights, (name, weight) => (name, NpyArray.Create<float>(weight.Values, weight.Shape)))];
        if (FileEnd.Is(path, FileEnd.NumPy)) Npz.Save(path, arrays);
        else Safetensors.Save(path, new Dictionary<string, string> { ["format"] = "keratin", ["model"] = model.Name, ["seed"] = model.Seed.ToString(CultureInfo.InvariantCulture) }, arrays);
    }

    /// <summary>Reads weights into a built model, which nobody else uses meanwhile; all of them or, where one does not fit, none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds other weights than the model.</exception>
    public static void Load(Model model, string path)
    {
        if (FileEnd.Is(path, FileEnd.OldWeights))
        {
            using FileStream stream = File.OpenRead(path);
            var file = Hdf5File.Open(stream, path);
            if (LegacyFile.HasWeights(file)) LegacyFile.ReadWeights(file, path, model);
            else KerasWeights.Read(file, path, model);
        }
        else if (FileEnd.Is(path, FileEnd.NumPy))
        {
            NpzArchive archive = Npz.Load(path);
            Load(model, path, archive.Names, name => archive[name]);
        }
        else
        {
            SafetensorsFile file = Safetensors.Load(path);
            Load(model, path, file.Names, name => file[name]);
        }
    }

    /// <summary>Throws where a weight is not finite: no training leaves such a one, and it would spoil the next.</summary>
    public static void RequireFinite(string file, string weight, ReadOnlySpan<float> values)
    {
        int place = NDArray.IndexOfNonFinite(values);
        if (place >= 0) throw Malformed.In(file, string.Create(CultureInfo.InvariantCulture, $"its weight '{weight}' is {values[place]} at place {place}, and weights must be finite numbers"));
    }

    private static void Load(Model model, string path, IReadOnlyCollection<string> stored, Func<string, NpyArray> read)
    {
        string[] own = [.. Names(model, "")];
        if (own.FirstOrDefault(name => !stored.Contains(name)) is { } missing)
            throw Malformed.In(path, $"it has no weight \"{missing}\" of {model}, only {string.Join(", ", stored)}: build the model as it was when the file was saved, with the same names");
        if (stored.Except(own).FirstOrDefault() is { } surplus)
            throw Malformed.In(path, $"it has a weight \"{surplus}\" that {model} lacks: build the model as it was when the file was saved, with the same names");
        var values = new List<NDArray>();
        foreach ((string name, Variable weight) in own.Zip(model.Weights))
        {
            NDArray array = read(name).ToNDArray();
            if (array.Shape != weight.Shape) throw Malformed.In(path, $"its weight \"{name}\" has the shape {array.Shape}, where {model} has {weight.Shape}: build the model as it was when the file was saved");
            RequireFinite(path, name, array.Values);
            values.Add(array);
        }
        foreach ((Variable weight, NDArray array) in model.Weights.Zip(values)) array.Values.CopyTo(weight.Values);
    }

    // Where a weight stands now: a model that was built before it became part of another has given its weights shorter names.
    private static IEnumerable<string> Names(Layer layer, string path) => layer is Model
        ? layer.Parts.SelectMany(part => Names(part, $"{path}{part.Name}/"))
        : layer.Weights.Select(weight => path + weight.Name[(weight.Name.LastIndexOf($"{layer.Name}/", StringComparison.Ordinal) + layer.Name.Length + 1)..]);
}
