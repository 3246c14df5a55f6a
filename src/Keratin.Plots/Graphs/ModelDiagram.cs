using System.Globalization;

namespace Keratin;

/// <summary>The calls of a model's layers and what goes from which to which.</summary>
/// <param name="Boxes">The inputs and the calls, each after those that it depends on.</param>
/// <param name="Edges">From which box to which, by their places in the list; each pair once.</param>
internal sealed record ModelDiagram(IReadOnlyList<ModelBox> Boxes, IReadOnlyList<(int From, int To)> Edges)
{
    /// <summary>Reads a model that is built.</summary>
    public static ModelDiagram Of(Model model) => model.Topology is LayerGraph graph ? Of(graph) : OfRow(model);

    private static ModelDiagram OfRow(Model model)
    {
        IReadOnlyList<string> shapes = ModelSummary.OutputShapes(model);
        List<ModelBox> boxes = [new(model.InputNames[0], "Input", model.InputShape!.ToString(), "", IsInput: true, IsOutput: model.Layers.Count == 0)];
        foreach ((int i, Layer layer) in model.Layers.Index())
            boxes.Add(new(layer.Name, ClassOf(layer), shapes[i], Parameters(layer, isFirstCall: true), IsInput: false, IsOutput: i == model.Layers.Count - 1));
        return new(boxes, [.. Enumerable.Range(1, boxes.Count - 1).Select(i => (i - 1, i))]);
    }

    private static ModelDiagram Of(LayerGraph graph)
    {
        // Which call makes a value.
        var makers = new Dictionary<int, int>();
        foreach ((int i, GraphCall call) in graph.Calls.Index())
            for (int output = 0; output < call.Outputs.Count; output++) makers.Add(call.First + output, i);
        HashSet<int> ends = [.. graph.Outputs.Select(value => makers[value])];
        var calls = new Dictionary<Layer, int>();
        var boxes = new List<ModelBox>();
        foreach ((int i, GraphCall call) in graph.Calls.Index())
        {
            int number = calls[call.Layer] = calls.GetValueOrDefault(call.Layer) + 1;
            string name = number == 1 ? call.Layer.Name : string.Create(CultureInfo.InvariantCulture, $"{call.Layer.Name}, call {number}");
            boxes.Add(new(name, ClassOf(call.Layer), string.Join(", ", call.Outputs), Parameters(call.Layer, number == 1), call.Layer is Input, ends.Contains(i)));
        }
        return new(boxes, [.. graph.Calls.Index().SelectMany(call => call.Item.Inputs.Select(value => (makers[value], call.Index))).Distinct()]);
    }

    private static string ClassOf(Layer layer) => layer switch
    {
        Input => "Input",
        Dense { Activation.Name: not "linear" } dense => $"Dense, {dense.Activation.Name}",
        Activation activation => $"Activation, {activation.Function.Name}",
        _ => layer.ClassName,
    };

    // The weights of a layer that is called again are the same.
    private static string Parameters(Layer layer, bool isFirstCall) => layer.ParameterCount switch
    {
        0 => "",
        _ when !isFirstCall => "the same weights",
        long count => Quantity.Of(count, "parameter"),
    };
}
