namespace Keratin;

/// <summary>
/// The settings of a model of inputs and outputs, in Keras's form: each layer with the calls of it, whose arguments name
/// the layer, the call and the output that they come from (<c>keras/src/models/functional.py</c>).
/// </summary>
internal static class GraphConfig
{
    private const string TensorClass = "__keras_tensor__";

    /// <summary>Writes a graph.</summary>
    public static void Write(LayerGraph graph, Config config)
    {
        config.SetValue("layers", graph.Operations.Select(layer => (object?)Write(graph, layer)).ToArray());
        config.SetValue("input_layers", Origins(graph.Calls.Where(call => call.Layer is Input).Select(call => call.First)));
        config.SetValue("output_layers", Origins(graph.Outputs));

        // One stands alone, several in a list.
        object?[] Origins(IEnumerable<int> values)
        {
            object?[][] origins = [.. values.Select(value => Origin(graph, value))];
            return origins.Length == 1 ? origins[0] : origins;
        }
    }

    /// <summary>Reads what <see cref="Write(LayerGraph, Config)"/> or Keras wrote: makes the layers and calls them.</summary>
    /// <returns>The inputs and the outputs.</returns>
    /// <exception cref="InvalidDataException">The settings are no graph.</exception>
    public static (KerasTensor[] Inputs, KerasTensor[] Outputs) Read(Config config)
    {
        var made = new Dictionary<string, (Layer Layer, List<IReadOnlyList<KerasTensor>> Calls)>();
        var waiting = new List<(string Name, IReadOnlyList<object?> Calls)>();
        foreach (object? entry in config.GetOptionalList("layers") ?? throw new InvalidDataException("The setting \"layers\" is missing."))
        {
            if (entry is not Config description) throw new InvalidDataException($"A layer must be an object but is {ConfigJson.Text(entry)}.");
            Layer layer = Layer.Known.Read(description);
            string name = description.GetString("name", layer.Name);
            if (!made.TryAdd(name, (layer, []))) throw new InvalidDataException($"Two layers are named \"{name}\".");
            if (layer is Input input) made[name].Calls.Add([input]);
            else waiting.Add((name, description.GetOptionalList("inbound_nodes") ?? []));
        }
        // A call may name layers that come later: as many rounds as one gets on.
        for (int left = -1; waiting.Count > 0 && left != Left();)
        {
            left = Left();
            foreach ((string name, IReadOnlyList<object?> calls) in waiting) CallAsFarAsPossible(made, made[name], calls);
        }
        if (waiting.Find(one => made[one.Name].Calls.Count < one.Calls.Count) is { Name: { } stuck })
            throw new InvalidDataException($"The layer \"{stuck}\" is called with what no layer makes.");
        return (Tensors(config, "input_layers"), Tensors(config, "output_layers"));

        int Left() => waiting.Sum(one => one.Calls.Count - made[one.Name].Calls.Count);

        KerasTensor[] Tensors(Config settings, string setting)
        {
            IReadOnlyList<object?> origins = settings.GetOptionalList(setting) ?? [];
            if (origins is [string, ..]) origins = [origins];
            return [.. origins.Select(origin => Find(made, origin) ?? throw new InvalidDataException($"The setting \"{setting}\" names {ConfigJson.Text(origin)}, which no layer makes."))];
        }
    }

    private static Config Write(LayerGraph graph, Layer layer)
    {
        Config description = layer.ToObject();
        description.Set("name", layer.Name);
        description.SetValue("inbound_nodes", layer is Input ? [] : graph.CallsOf(layer).Select(call => (object?)Write(graph, call)).ToArray());
        return description;
    }

    private static Config Write(LayerGraph graph, GraphCall call)
    {
        object?[] tensors = [.. call.Inputs.Select(value => Tensor(graph, value))];
        var node = new Config();
        // A layer that merges takes a list, also of one.
        node.SetValue("args", call.Layer is MergingLayer || tensors.Length > 1 ? (object?[])[tensors] : tensors);
        node.SetValue("kwargs", new Config());
        return node;
    }

    private static Config Tensor(LayerGraph graph, int value)
    {
        var config = new Config();
        config.SetValue("shape", ConfigShape.Write(graph.ShapeOf(value)));
        config.Set("dtype", "float32");
        config.SetValue("keras_history", Origin(graph, value));
        var tensor = new Config();
        tensor.Set("class_name", TensorClass);
        tensor.SetValue("config", config);
        return tensor;
    }

    private static object?[] Origin(LayerGraph graph, int value)
    {
        (Layer layer, int call, int output) = graph.SourceOf(value);
        return [layer.Name, (long)call, (long)output];
    }

    private static void CallAsFarAsPossible(Dictionary<string, (Layer Layer, List<IReadOnlyList<KerasTensor>> Calls)> made, (Layer Layer, List<IReadOnlyList<KerasTensor>> Calls) layer, IReadOnlyList<object?> calls)
    {
        while (layer.Calls.Count < calls.Count)
        {
            KerasTensor?[] inputs = [.. Arguments(calls[layer.Calls.Count], layer.Layer).Select(origin => Find(made, origin))];
            if (inputs.Contains(null)) return;
            layer.Calls.Add(layer.Layer.CallAll(inputs!));
        }
    }

    // Where the arguments of a call come from: tensors, alone or in one list; in Keras 2 a list of [layer, call, output, settings].
    private static IEnumerable<object?> Arguments(object? call, Layer layer)
    {
        if (call is Config node)
        {
            Config? options = node.GetOptionalConfig("kwargs");
            foreach ((string name, object? value) in options?.Values ?? [])
                if (!SaysNothing(value)) throw new InvalidDataException($"{layer} is called with {name}: {ConfigJson.Text(value)}, which is not known here.");
            IReadOnlyList<object?> arguments = node.GetOptionalList("args") ?? [];
            if (arguments is [IReadOnlyList<object?> list]) arguments = list;
            return arguments.Select(argument => argument is Config tensor && tensor.GetOptionalString("class_name") == TensorClass
                ? tensor.GetOptionalConfig("config")?.GetOptionalList("keras_history")
                : throw new InvalidDataException($"{layer} is called with {ConfigJson.Text(argument)} where a value of the model is expected."));
        }
        IReadOnlyList<object?> origins = call as IReadOnlyList<object?> ?? throw new InvalidDataException($"A call of {layer} must be an object but is {ConfigJson.Text(call)}.");
        return origins.Select(origin => origin is IReadOnlyList<object?> parts && parts is [var name, var place, var output, ..] ? (object?[])[name, place, output] : throw new InvalidDataException($"{layer} is called with {ConfigJson.Text(origin)} where a value of the model is expected."));
    }

    private static bool SaysNothing(object? value) => value is null or false || (value is IReadOnlyList<object?> list && list.All(SaysNothing));

    // The value that [layer, call, output] names; null where it has not been made.
    private static KerasTensor? Find(Dictionary<string, (Layer Layer, List<IReadOnlyList<KerasTensor>> Calls)> made, object? origin)
    {
        if (origin is not IReadOnlyList<object?> parts || parts is not [string name, long call, long output]) return null;
        if (!made.TryGetValue(name, out (Layer Layer, List<IReadOnlyList<KerasTensor>> Calls) source)) return null;
        return call >= 0 && call < source.Calls.Count && output >= 0 && output < source.Calls[(int)call].Count ? source.Calls[(int)call][(int)output] : null;
    }
}
