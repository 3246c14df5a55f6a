namespace Keratin.Core;

/// <summary>
/// Rows of a table by their numbers: from numbers of shape (None, steps) and a table (count, size) to (None, steps, size).
/// A number that is not whole counts as the whole one below; one that names no row gives NaN, so that a loss tells.
/// </summary>
public sealed class GatherRows : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape numbers = Expect(inputs, 2, Name).Shape, table = inputs[1].Shape;
        return table.Rank == 2 && !table.HasBatch ? numbers.Append(table.Last)
            : throw new ArgumentException($"{Name} expects a table with rows and columns second but got {table}.");
    }

    /// <summary>Each row of the table gets the sum of what flows to its copies.</summary>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [null, new Node(new ScatterRows(output.Inputs[1].Shape), output.Inputs[0], gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Gather(node);
}
