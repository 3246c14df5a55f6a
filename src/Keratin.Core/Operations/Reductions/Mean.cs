namespace Keratin.Core;

/// <summary>The mean of all elements as a single number, accumulated in double precision. The number of rows is known when it runs.</summary>
public sealed class Mean : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Expect(inputs, 1, Name);
        return Shape.Scalar;
    }

    /// <summary>The gradient divided by the number of elements, everywhere.</summary>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Spread(output.Inputs[0].Shape), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Sum(node, mean: true);
}
