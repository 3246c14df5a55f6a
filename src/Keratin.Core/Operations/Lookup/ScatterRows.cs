namespace Keratin.Core;

/// <summary>
/// Adds rows to the rows of a table of zeros that numbers name, in the order in which they come: the gradient of
/// <see cref="GatherRows"/>. A row whose number names none is left out.
/// </summary>
/// <param name="table">The table's shape, (count, size).</param>
public sealed class ScatterRows(Shape table) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape numbers = Expect(inputs, 2, Name).Shape, rows = inputs[1].Shape;
        if (table.Rank != 2 || table.HasBatch) throw new ArgumentException($"{Name} expects a table with rows and columns but got {table}.");
        return rows == numbers.Append(table.Last) ? table
            : throw new ArgumentException($"{Name}: for numbers of shape {numbers} and a table {table} the rows cannot have the shape {rows}.");
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Scatter(node);
}
