namespace Keratin.Core;

/// <summary>
/// An effect: adds the second input to the float64 totals in the first, one row after the other, so that the totals do
/// not depend on how the rows are cut into batches. The totals' shape is that of the input's last axes: a single number
/// takes the sum of all elements, (n,) that of each column.
/// </summary>
public sealed class Accumulate : Operation
{
    /// <inheritdoc/>
    public override int Writes => 1;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Node totals = Expect(inputs, 2, Name);
        if (totals.Operation is not VariableRead { Variable.Type: ElementType.Float64 }) throw new ArgumentException($"{Name} expects a float64 variable first but got {totals}.");
        return BinaryOperation.RepeatsRows(totals.Shape, inputs[1].Shape) ? totals.Shape
            : throw new ArgumentException($"{Name}: {totals.Shape} are not the last axes of {inputs[1].Shape}.");
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Accumulate(node);
}
