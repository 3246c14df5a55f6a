namespace Keratin.Core;

/// <summary>The mean of the last axis: its sum in sixteen lanes and a fixed tree, divided by its size.</summary>
public sealed class MeanLast : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) => SumLast.ReduceLast(Expect(inputs, 1, Name), false, Name);

    /// <summary>The gradient divided by the size, for every column.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        int size = output.Inputs[0].Shape.Last;
        Node share = size == 1 ? gradient : new Node(new Scale(1f / size), gradient);
        return [new Node(new RepeatLast(size), share)];
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.SumLast(node, node.Inputs[0].Shape.Last);
}
