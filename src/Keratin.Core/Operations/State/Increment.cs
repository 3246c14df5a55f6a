namespace Keratin.Core;

/// <summary>An effect: adds one to the integer variable that is its input.</summary>
public sealed class Increment : Operation
{
    /// <inheritdoc/>
    public override int Writes => 1;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Node counter = Expect(inputs, 1, Name);
        return counter.Operation is VariableRead { Variable.Type: ElementType.Int64 } && counter.Shape.Rank == 0 ? Shape.Scalar
            : throw new ArgumentException($"{Name} expects an integer variable of shape () but got {counter}.");
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Increment(node);
}
