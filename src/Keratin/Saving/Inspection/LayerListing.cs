using System.Globalization;

namespace Keratin;

/// <summary>
/// The layers of a model as its configuration lists them. Nothing is made of it, so layers may be of any class, and a
/// setting that makes no sense is left out.
/// </summary>
internal sealed class LayerListing
{
    private const string TensorClass = "__keras_tensor__";

    private readonly Dictionary<string, long?[]> _shapes = new(StringComparer.Ordinal);
    private readonly List<LayerDescription> _layers = [];
    private readonly List<ValueDescription> _inputs = [];

    private LayerListing(Config model, StoredWeights? weights)
    {
        (string className, Config settings) = (TextOf(model, "class_name") ?? "?", model.GetValue("config") as Config ?? new Config());
        bool isStack = className == "Sequential";
        // The oldest stacks are no more than a list.
        IReadOnlyList<object?> entries = (settings.GetValue("layers") ?? model.GetValue("config")) as IReadOnlyList<object?> ?? [];
        Config[] layers = [.. entries.OfType<Config>()];
        if (!isStack) foreach (Config layer in layers) NoteShapes(layer.GetValue("inbound_nodes"));

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        long?[]? shape = OutputShapes.Read(settings.GetValue("build_input_shape"));
        foreach ((int place, Config layer) in layers.Index())
        {
            string kind = TextOf(layer, "class_name") ?? "?";
            Config own = layer.GetValue("config") as Config ?? new Config();
            string stem = SnakeCase.Of(kind), name = TextOf(own, "name") ?? TextOf(layer, "name") ?? stem;
            if (kind == "InputLayer") _inputs.Add(new ValueDescription(name, TypeOf(own.GetValue("dtype")), OutputShapes.Text(OutputShapes.Of(kind, own, null))));
            // Keras lists the inputs of a graph among its layers, those of a stack not.
            if (isStack && kind == "InputLayer")
            {
                shape = OutputShapes.Of(kind, own, null) ?? shape;
                continue;
            }
            int number = counts.GetValueOrDefault(stem);
            counts[stem] = number + 1;
            StoredWeights? stored = weights?.OfLayer(number == 0 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}"), name);
            LayerListing? inner = kind is "Sequential" or "Functional" or "Model" ? new LayerListing(layer, stored) : null;
            long?[]? input = isStack ? shape ?? InputOf(layer) : SourceOf(layer.GetValue("inbound_nodes")) is { } source ? _shapes.GetValueOrDefault(source) : null;
            long?[]? output = (isStack && place + 1 < layers.Length ? InputOf(layers[place + 1]) : null) ?? _shapes.GetValueOrDefault(name) ?? inner?.Output ?? OutputShapes.Of(kind, own, input);
            if (output is not null) _shapes.TryAdd(name, output);
            shape = output;
            IReadOnlyList<ArrayDescription> arrays = stored?.All ?? [];
            _layers.Add(new LayerDescription(name, kind, OutputShapes.Text(output), stored is null ? null : arrays.Sum(array => (long)array.Shape.Size),
                Layer.Known.IsKnown(TextOf(layer, "registered_name"), kind), arrays, inner?._layers ?? []));
        }
        Inputs = _inputs;
        if (isStack) Outputs = _layers.Count > 0 ? [ValueOf(_layers[^1].Name)] : [];
        else if (settings.GetValue("output_layers") is IReadOnlyList<object?> outputs) Outputs = [.. (outputs is [string, ..] ? [outputs] : outputs).Select(SourceOf).OfType<string>().Select(ValueOf)];
        Output = Outputs is [var single] ? _shapes.GetValueOrDefault(single.Name) : null;
    }

    /// <summary>Lists the layers of a model.</summary>
    /// <param name="model">Its class and its settings, as files hold them.</param>
    /// <param name="weights">The weights beside it.</param>
    public static LayerListing Of(Config model, StoredWeights weights) => new(model, weights);

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<LayerDescription> Layers => _layers;

    /// <summary>What goes in.</summary>
    public IReadOnlyList<ValueDescription> Inputs { get; }

    /// <summary>What comes out.</summary>
    public IReadOnlyList<ValueDescription> Outputs { get; } = [];

    /// <summary>The classes that are not known here, inside of models as well.</summary>
    public IEnumerable<string> UnknownClasses => Unknown(_layers).Distinct();

    private long?[]? Output { get; }

    /// <summary>A setting that is a text; null where it is none.</summary>
    public static string? TextOf(Config config, string setting) => config.GetValue(setting) as string;

    private static IEnumerable<string> Unknown(IReadOnlyList<LayerDescription> layers) =>
        layers.SelectMany(layer => layer.IsKnown ? Unknown(layer.Layers) : Unknown(layer.Layers).Prepend(layer.ClassName));

    private ValueDescription ValueOf(string layer) => new(layer, null, OutputShapes.Text(_shapes.GetValueOrDefault(layer)));

    // A type by its name, or a policy of types.
    private static string? TypeOf(object? type) => type as string ?? ((type as Config)?.GetValue("config") as Config)?.GetValue("name") as string;

    private static long?[]? InputOf(Config layer) => layer.GetValue("build_config") is Config build ? OutputShapes.Read(build.GetValue("input_shape")) : null;

    // Values that layers are called with say their shape and where they come from, if that is a layer's only output.
    private void NoteShapes(object? value)
    {
        switch (value)
        {
            case IReadOnlyList<object?> list:
                foreach (object? inner in list) NoteShapes(inner);
                break;
            case Config tensor when TextOf(tensor, "class_name") == TensorClass:
                if (tensor.GetValue("config") is Config settings && settings.GetValue("keras_history") is IReadOnlyList<object?> and [string source, _, 0L] && OutputShapes.Read(settings.GetValue("shape")) is { } shape)
                    _shapes.TryAdd(source, shape);
                break;
            case Config config:
                foreach ((_, object? inner) in config.Values) NoteShapes(inner);
                break;
        }
    }

    // The first layer that is named: [name, call, output] in any number of lists, or a value's origin.
    private static string? SourceOf(object? value) => value switch
    {
        IReadOnlyList<object?> and [string name, ..] => name,
        IReadOnlyList<object?> list => list.Select(SourceOf).FirstOrDefault(source => source is not null),
        Config tensor when TextOf(tensor, "class_name") == TensorClass => (tensor.GetValue("config") as Config)?.GetValue("keras_history") is IReadOnlyList<object?> and [string name, ..] ? name : null,
        Config config => config.Values.Select(inner => SourceOf(inner.Value)).FirstOrDefault(source => source is not null),
        _ => null,
    };
}
