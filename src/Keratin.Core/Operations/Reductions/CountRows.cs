namespace Keratin.Core;

/// <summary>How many rows a value has, where a row has the shape given: known only when the graph runs, and the same for all elements of a batch.</summary>
/// <param name="row">The last axes of the input that make one row.</param>
public sealed class CountRows(Shape row) : Operation
{
    /// <summary>The last axes of the input that make one row.</summary>
    public Shape Row => row;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        return !row.HasBatch && BinaryOperation.RepeatsRows(row, x) ? Shape.Scalar
            : throw new ArgumentException($"{Name}: {row} are not the last axes of {x}.");
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.CountRows(node, row.Size);
}
