namespace Keratin.Core;

/// <summary>The sum of all elements as a single number, accumulated in double precision, one element after the other.</summary>
public sealed class Sum : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Expect(inputs, 1, Name);
        return Shape.Scalar;
    }

    /// <summary>The gradient everywhere.</summary>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Fill(output.Inputs[0].Shape), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Sum(node, mean: false);
}
