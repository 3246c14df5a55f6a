namespace Keratin.Core;

/// <summary>
/// An effect: adds each value, the third input, to that element of the float64 totals in the first input which the
/// second input names, one after the other: a histogram. A value whose index names no element is left out.
/// </summary>
public sealed class AccumulateAt : Operation
{
    /// <inheritdoc/>
    public override int Writes => 1;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Node totals = Expect(inputs, 3, Name);
        if (totals.Operation is not VariableRead { Variable.Type: ElementType.Float64 } || totals.Shape.Rank != 1)
            throw new ArgumentException($"{Name} expects a float64 variable with one axis first but got {totals}.");
        return inputs[1].Shape == inputs[2].Shape ? totals.Shape
            : throw new ArgumentException($"{Name} expects one index per value but got indexes of shape {inputs[1].Shape} and values of shape {inputs[2].Shape}.");
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.AccumulateAt(node);
}
