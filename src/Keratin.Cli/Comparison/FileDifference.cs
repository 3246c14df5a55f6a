using System.Text.Json;
using Keratin.Core;
using Keratin.Formats;

namespace Keratin.Cli.Comparison;

/// <summary>How two models, or two files of arrays, differ.</summary>
/// <param name="Layers">The layers that differ.</param>
/// <param name="Overall">How the models were compiled otherwise, or their layers hang together otherwise.</param>
/// <param name="Arrays">All weights, those that are equal as well.</param>
internal sealed record FileDifference(IReadOnlyList<LayerChange> Layers, IReadOnlyList<SettingChange> Overall, IReadOnlyList<ArrayDifference> Arrays)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEqual => Layers.Count == 0 && Overall.Count == 0 && Arrays.All(array => array.IsEqual);

    /// <summary>Compares two models: their layers, how these hang together, how they are compiled, and their weights.</summary>
    public static FileDifference OfModels(ModelFileDescription left, ModelFileDescription right)
    {
        Model first = Model.Load(left.Path, compile: false), second = Model.Load(right.Path, compile: false);
        IReadOnlyList<(LayerView? Left, LayerView? Right)> pairs = LayerAlignment.Of(LayerView.Of(first), LayerView.Of(second));
        var changes = new List<LayerChange>();
        foreach ((LayerView? one, LayerView? other) in pairs)
        {
            SettingChange[] settings = one is null || other is null ? [] : [.. Settings(one, other)];
            if (one is null || other is null || settings.Length > 0) changes.Add(new LayerChange(one, other, settings));
        }
        Dictionary<Variable, NDArray> values = Values(first), otherValues = Values(second);
        IEnumerable<ArrayDifference> arrays =
            from pair in pairs
            where pair.Left is not null && pair.Right is not null
            from place in Enumerable.Range(0, Math.Max(pair.Left.Weights.Count, pair.Right.Weights.Count))
            select Weights(pair.Left, pair.Left.Weights.ElementAtOrDefault(place), pair.Right.Weights.ElementAtOrDefault(place));
        return new FileDifference(changes, [.. HowTrained(left, right), .. Connections(first, second, pairs)], [.. arrays]);

        ArrayDifference Weights(LayerView layer, Variable? one, Variable? other)
        {
            string full = (one ?? other)!.Name, name = $"{layer.Path}/{full[(full.LastIndexOf('/') + 1)..]}";
            return one is null || other is null ? new ArrayDifference(name, one?.Shape, other?.Shape)
                : ArrayDifference.Of<float>(name, one.Shape, values[one].AsSpan(), other.Shape, otherValues[other].AsSpan());
        }
    }

    /// <summary>Compares two files of named arrays, each in NumPy's format or safetensors.</summary>
    public static FileDifference OfArrays(ModelFileDescription left, ModelFileDescription right)
    {
        Dictionary<string, NpyArray> first = Read(left), second = Read(right);
        return new FileDifference([], [], [.. first.Keys.Union(second.Keys).Select(name =>
            !first.TryGetValue(name, out NpyArray? one) ? new ArrayDifference(name, null, second[name].Shape)
            : !second.TryGetValue(name, out NpyArray? other) ? new ArrayDifference(name, one.Shape, null)
            : ArrayDifference.Of<double>(name, one.Shape, one.ToArray<double>(), other.Shape, other.ToArray<double>()))]);
    }

    private static Dictionary<string, NpyArray> Read(ModelFileDescription file)
    {
        if (file.Format == ModelFileFormat.Npz)
        {
            NpzArchive archive = Npz.Load(file.Path);
            return archive.Names.ToDictionary(name => name, name => archive[name]);
        }
        SafetensorsFile tensors = Safetensors.Load(file.Path);
        return tensors.Names.ToDictionary(name => name, name => tensors[name]);
    }

    private static Dictionary<Variable, NDArray> Values(Model model) => model.Weights.Zip(model.GetWeights()).ToDictionary(pair => pair.First, pair => pair.Second);

    private static IEnumerable<SettingChange> Settings(LayerView left, LayerView right)
    {
        foreach (string name in Names(left.Settings).Union(Names(right.Settings)))
        {
            bool has = left.Settings.TryGetProperty(name, out JsonElement one), hasOther = right.Settings.TryGetProperty(name, out JsonElement other);
            if (has && hasOther && JsonElement.DeepEquals(one, other)) continue;
            yield return new SettingChange(name, has ? SettingText.Of(one) : null, hasOther ? SettingText.Of(other) : null);
        }

        static IEnumerable<string> Names(JsonElement config) => config.EnumerateObject().Select(setting => setting.Name);
    }

    private static IEnumerable<SettingChange> HowTrained(ModelFileDescription left, ModelFileDescription right)
    {
        (string Name, Func<TrainingDescription, string> Of)[] settings =
        [
            ("optimizer", training => training.Optimizer),
            ("learning rate", training => training.Schedule ?? (training.LearningRate is { } rate ? Display.Number((float)rate) : "none")),
            ("loss", training => string.Join(", ", training.Losses)),
            ("metrics", training => training.Metrics.Count == 0 ? "none" : string.Join(", ", training.Metrics)),
        ];
        foreach ((string name, Func<TrainingDescription, string> of) in settings)
            if ((left.Training is null ? null : of(left.Training)) is var one && (right.Training is null ? null : of(right.Training)) is var other && one != other)
                yield return new SettingChange(name, one, other);
    }

    // Where the layers are the same ones, their calls can be compared by their names.
    private static IEnumerable<SettingChange> Connections(Model left, Model right, IReadOnlyList<(LayerView? Left, LayerView? Right)> pairs)
    {
        if (pairs.Any(pair => pair.Left?.Path != pair.Right?.Path)) yield break;
        string one = CallsOf(left), other = CallsOf(right);
        if (one != other) yield return new SettingChange("connections between the layers", "one way", "another");
    }

    private static string CallsOf(Model model)
    {
        var calls = new List<string>();
        Collect(JsonElement.Parse(model.GetConfig().ToString()));
        return string.Join('\n', calls);

        void Collect(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array) foreach (JsonElement inner in value.EnumerateArray()) Collect(inner);
            if (value.ValueKind != JsonValueKind.Object) return;
            foreach (JsonProperty setting in value.EnumerateObject())
                if (setting.Name is "inbound_nodes" or "input_layers" or "output_layers") calls.Add(setting.Value.GetRawText());
                else Collect(setting.Value);
        }
    }
}
