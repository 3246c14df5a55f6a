using Keratin.Core;
using Keratin.Formats;

namespace Keratin;

/// <summary>From a graph before fusion to an ONNX file.</summary>
internal static class OnnxExport
{
    /// <summary>Writes a graph with standard operators. Weights are read when the file is saved.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="columns">What is encoded and set side by side to make the first placeholder; none where placeholders are given themselves.</param>
    /// <param name="inputs">The placeholders, and what they are called in the file.</param>
    /// <param name="outputs">What is computed, and what that is called in the file.</param>
    /// <param name="layers">The outputs of the layers in the order of their calls: operators are named after the layer that needs them first.</param>
    /// <exception cref="NotSupportedException">An operation has no standard operator; the message names the layer.</exception>
    public static OnnxModel Write(string name, IReadOnlyList<(string Name, OnnxColumn Column)> columns, IReadOnlyList<(string Name, Node Node)> inputs, IReadOnlyList<(string Name, Node Node)> outputs, IReadOnlyList<(Layer Layer, Node Output)> layers)
    {
        var names = new OnnxNames();
        var graph = new OnnxGraphBuilder(names);
        var operations = new OnnxOperations(graph);
        OnnxValue[] given = columns.Count > 0
            ? [.. columns.Select(column => new OnnxValue(names.Take(column.Name), [Shape.Batch, 1], column.Column.Type))]
            : [.. inputs.Select(input => new OnnxValue(names.Take(input.Name), input.Node.Shape))];
        var wanted = new OnnxValue[outputs.Count];
        // An output that is called as an input, because it is one, takes what the others leave free.
        foreach (int i in Enumerable.Range(0, wanted.Length).OrderBy(i => Array.Exists(given, input => input.Name == outputs[i].Name)))
            wanted[i] = new OnnxValue(names.Take(outputs[i].Name), outputs[i].Node.Shape);
        var values = new Dictionary<Node, string>();
        if (columns.Count > 0) values.Add(inputs[0].Node, SideBySide(graph, columns, given));
        else for (int i = 0; i < given.Length; i++) values.Add(inputs[i].Node, given[i].Name);

        List<Node> nodes = new Graph([.. outputs.Select(output => output.Node)], []).Sorted();
        foreach (Node node in nodes)
            if (node.Operation is VariableRead { Variable: { Type: ElementType.Float32 } variable }) values.Add(node, graph.Weight(variable));
            else if (node.Operation is Literal literal) values.Add(node, graph.Number(literal.Value));

        // What an output or a layer's output is called; of several names for one value, the first counts.
        var called = new Dictionary<Node, string>();
        for (int i = 0; i < wanted.Length; i++) called.TryAdd(outputs[i].Node, wanted[i].Name);
        foreach ((Layer layer, Node output) in layers)
            if (!called.ContainsKey(output) && !values.ContainsKey(output)) called.Add(output, names.Take(layer.Name));

        Dictionary<Node, Layer> owners = Owners(layers);
        foreach (Node node in nodes.Where(node => !values.ContainsKey(node) && node.Operation is not VariableRead))
        {
            Layer? owner = owners.GetValueOrDefault(node);
            graph.Scope = owner?.Name ?? name;
            Node[] x = node.Inputs.ToArray();
            // An input without a name is a variable of another type, such as the counter of steps behind random numbers.
            string? written = x.All(values.ContainsKey) ? operations.Write(node, [.. x.Select(input => values[input])]) : null;
            string result = written ?? throw Refused(node, owner?.ToString() ?? name);
            if (called.TryGetValue(node, out string? own)) graph.NameLast(result = own);
            values.Add(node, result);
        }

        graph.Scope = name;
        for (int i = 0; i < wanted.Length; i++)
        {
            if (values[outputs[i].Node] == wanted[i].Name) continue;
            // An input, a weight, or a value that is an output under another name already.
            graph.Apply("Identity", values[outputs[i].Node]);
            graph.NameLast(wanted[i].Name);
        }
        return new OnnxModel("Keratin", typeof(OnnxExport).Assembly.GetName().Version!.ToString(3), new OnnxGraph(name, graph.Nodes, graph.Tensors, given, wanted));
    }

    private static string SideBySide(OnnxGraphBuilder graph, IReadOnlyList<(string Name, OnnxColumn Column)> columns, OnnxValue[] given)
    {
        graph.Scope = "feature_space";
        string[] encoded = [.. columns.Zip(given, (column, value) => column.Column.Encode(graph, value.Name))];
        return encoded.Length == 1 ? encoded[0] : graph.Apply("Concat", encoded, new OnnxAttribute.Integer("axis", -1));
    }

    // Each node belongs to the first layer that needs it.
    private static Dictionary<Node, Layer> Owners(IReadOnlyList<(Layer Layer, Node Output)> layers)
    {
        var owners = new Dictionary<Node, Layer>();
        foreach ((Layer layer, Node output) in layers)
            foreach (Node node in new Graph([output], []).Sorted()) owners.TryAdd(node, layer);
        return owners;
    }

    private static NotSupportedException Refused(Node node, string layer) => new(
        $"{layer} computes {node.Operation.Name}, for which Export has no standard ONNX operators: write that layer with other operations, or export a model without it.");
}
