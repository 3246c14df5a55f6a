namespace Keratin.Core;

/// <summary>
/// An effect: adds all elements of the second input to the float64 total in the first, one after the other, so that
/// the total does not depend on how the rows are cut into batches.
/// </summary>
public sealed class Accumulate : Operation
{
    /// <inheritdoc/>
    public override int Writes => 1;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Node total = Expect(inputs, 2, Name);
        return total.Operation is VariableRead { Variable.Type: ElementType.Float64 } && total.Shape.Rank == 0 ? Shape.Scalar
            : throw new ArgumentException($"{Name} expects a float64 variable of shape () first but got {total}.");
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Accumulate(node);
}
