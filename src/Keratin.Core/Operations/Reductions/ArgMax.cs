namespace Keratin.Core;

/// <summary>The index of the largest element of each row (the last axis), the first among equals.</summary>
public sealed class ArgMax : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) => SumLast.ReduceLast(Expect(inputs, 1, Name), false, Name);

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.ArgMax(node);
}
