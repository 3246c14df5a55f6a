namespace Keratin.Core;

/// <summary>A single number divided by the number of elements of the given shape, everywhere: the gradient of <see cref="Mean"/>.</summary>
/// <param name="shape">The shape to fill.</param>
public sealed class Spread(Shape shape) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) =>
        Expect(inputs, 1, Name).Shape.Rank == 0 ? shape : throw new ArgumentException($"{Name} expects a single number but got {inputs[0].Shape}.");

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Mean(), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Spread(node, divide: true);
}
