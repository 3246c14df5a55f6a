using System.Text;
using Keratin.Core;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// The file of a whole model from before <c>.keras</c>: one HDF5 file with the configuration as an attribute and a group
/// of weights for each layer, under its name (<c>keras/src/legacy/saving/legacy_h5_format.py</c>); or, where weights alone
/// were saved, only those groups. It is only read.
/// </summary>
internal static class LegacyFile
{
    /// <summary>The attribute that holds the model's configuration.</summary>
    public const string ModelConfig = "model_config";

    /// <summary>The attribute that says how the model was compiled.</summary>
    public const string TrainingConfig = "training_config";

    /// <summary>The attribute that names the groups of the layers.</summary>
    public const string LayerNames = "layer_names";

    /// <summary>The attribute of such a group that names its weights in order.</summary>
    public const string WeightNames = "weight_names";

    /// <summary>The group that holds the weights.</summary>
    public const string Weights = "model_weights";

    /// <summary>Reads a model. What its optimizer has kept is not restored.</summary>
    /// <param name="stream">A seekable stream of the file.</param>
    /// <param name="name">The file, for errors.</param>
    /// <param name="compile">Whether to compile the model as the file says.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or holds what is not known here; the message says what.</exception>
    public static Model Load(Stream stream, string name, bool compile)
    {
        Hdf5File file = Hdf5File.Open(stream, name);
        string text = file.Text("", ModelConfig)
            ?? throw Malformed.In(name, "it has no attribute 'model_config', so it holds no whole model; if it holds weights alone, make the model and give them to it by LoadWeights");
        string? training = compile ? file.Text("", TrainingConfig) : null;
        Model model = KerasFile.Reading(name, () =>
        {
            using var budget = new ReadingBudget(KerasWeights.ElementsIn(file));
            Config config = LegacyConfig.Translate(Parse(text));
            Model made = Layer.Known.Read(config) as Model ?? throw new InvalidDataException($"It holds a {config.GetString("class_name")}, which is no model.");
            if (!made.Built) throw new InvalidDataException("Its model was saved before it was built, so it has no weights.");
            if (training is not null) CompileConfig.Apply(made, LegacyConfig.TranslateTraining(Parse(training)));
            return made;
        });
        ReadWeights(file, name, model);
        return model;
    }

    /// <summary>Whether a file holds weights in this layout.</summary>
    public static bool HasWeights(Hdf5File file) => file.Exists(Weights) || file.Texts("", LayerNames) is not null;

    /// <summary>
    /// Reads the weights of a model, all of them or, where one does not fit, none: the first layer that has weights is the
    /// first group that has some, whatever the names.
    /// </summary>
    /// <param name="file">A file of a whole model or of weights alone.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="model">A built model; nobody else uses it meanwhile.</param>
    /// <exception cref="InvalidDataException">The file holds other weights than the model has; the message says which.</exception>
    public static void ReadWeights(Hdf5File file, string name, Model model)
    {
        Layer[] layers = [.. model.Layers.Where(layer => layer.Weights.Count > 0)];
        string root = file.Exists(Weights) ? Weights + "/" : "";
        IReadOnlyList<string> groups = file.Texts(root, LayerNames) ?? throw Malformed.In(name, $"it has no attribute '{LayerNames}' {(root.Length > 0 ? $"of '{Weights}'" : "and no group 'model_weights'")}");
        (string Group, IReadOnlyList<string> Weights)[] stored =
            [.. groups.Select(layer => (root + layer, file.Texts(root + layer, WeightNames) ?? [])).Where(group => group.Item2.Count > 0)];
        if (stored.Length != layers.Length) throw Malformed.In(name, $"it has weights of {stored.Length} layers, where {model} has {layers.Length} layers with weights");
        var values = new List<(Variable Weight, float[] Values)>();
        foreach ((Layer layer, (string group, IReadOnlyList<string> names)) in layers.Zip(stored))
        {
            Variable[] own = [.. layer.TrainableWeights, .. layer.NonTrainableWeights];
            if (names.Count != own.Length) throw Malformed.In(name, $"it has {names.Count} weights under '{group}', where {layer} has {own.Length}");
            foreach ((Variable weight, string path) in own.Zip(names, (weight, inner) => (weight, $"{group}/{inner}")))
            {
                float[] numbers = file.ReadSingles(path, weight.Shape);
                WeightFile.RequireFinite(name, path, numbers);
                values.Add((weight, numbers));
            }
        }
        foreach ((Variable weight, float[] numbers) in values) numbers.CopyTo(weight.Values);
    }

    private static Config Parse(string text) => ConfigJson.Read(Encoding.UTF8.GetBytes(text));
}
