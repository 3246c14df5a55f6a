namespace Keratin.Core;

/// <summary>Repeats each element along a last axis: (n,) or (n, 1) becomes (n, size).</summary>
/// <param name="size">The size of the last axis.</param>
public sealed class RepeatLast(int size) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        return x.Rank > 1 && x.Last == 1 ? x[..^1].Append(size) : x.Append(size);
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [new Node(new SumLast(keepAxis: output.Inputs[0].Shape.Rank == output.Shape.Rank), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.RepeatLast(node);
}
