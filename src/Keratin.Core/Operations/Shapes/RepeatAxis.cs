namespace Keratin.Core;

/// <summary>Repeats a value along a new inner axis: with axis 1, (None, features) becomes (None, size, features).</summary>
/// <param name="axis">The new axis, neither the first nor the last.</param>
/// <param name="size">Its size.</param>
public sealed class RepeatAxis(int axis, int size) : Operation
{
    /// <summary>The new axis.</summary>
    public int Axis => axis;

    /// <inheritdoc/>
    public override string Name => $"{nameof(RepeatAxis)}[{axis}]";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        return axis >= 1 && axis < x.Rank ? [.. x[..axis], size, .. x[axis..]]
            : throw new ArgumentException($"{Name}: {x} can be repeated between its first and its last axis only.");
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new SumAxis(axis), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Repeat(node, node.Inputs[0].Shape[axis..].Size);
}
