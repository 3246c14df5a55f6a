using Keratin.Core;

namespace Keratin;

/// <summary>Layers in one row: each one's output is the next one's input.</summary>
internal sealed class LayerStack : Topology
{
    /// <summary>The layers; they may come and go.</summary>
    public List<Layer> Items { get; } = [];

    /// <summary>What states the input's shape, where it was given.</summary>
    public Input? Input { get; set; }

    public override IReadOnlyList<Layer> Layers => Items;

    public override IReadOnlyList<string> InputNames => [Input?.Name ?? "input_layer"];

    public override IReadOnlyList<string> OutputNames => [Items.Count > 0 ? Items[^1].Name : "output"];

    public override IReadOnlyList<Shape>? StatedInputs => (Input?.InputShape ?? (Items.Count > 0 ? Items[0].InputShape : null)) is { } shape ? [shape] : null;

    public override bool ReadsSparseRows(int input) => Items.Count > 0 && Items[0].ReadsSparseRows;

    public override Lookup? LookupOf(int input) => Items.Count > 0 ? Items[0].Lookup : null;

    public override Node[] Call(Model model, Node[] inputs, LayerContext context, ulong seed, Action<Layer, Node> called)
    {
        if (Items.Count == 0) throw new InvalidOperationException($"{model} has no layers: add one, for example model.Add(new Dense(1)).");
        Input?.Check(inputs[0].Shape);
        Node[] values = inputs;
        for (int i = 0; i < Items.Count; i++)
        {
            values = Items[i].Apply(values, context.For(Items[i], i, seed));
            foreach (Node value in values) called(Items[i], value);
        }
        return values.Length == 1 ? values
            : throw new ArgumentException($"{model} is one row of layers, but its last, {Items[^1]}, has {values.Length} outputs: call it in new Model(inputs, outputs) instead.");
    }
}
