namespace Keratin.Core;

/// <summary>The same elements in the same order under another shape. Nothing is copied.</summary>
/// <param name="shape">The new shape.</param>
public sealed class Reshape(Shape shape) : Operation
{
    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        return x.Size == shape.Size && x.HasBatch == shape.HasBatch ? shape : throw new ArgumentException($"{Name}: {x} cannot become {shape}, which has another number of elements.");
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Reshape(output.Inputs[0].Shape), gradient)];

    /// <summary>Nothing to compute.</summary>
    public override void Lower(Node node, ILowering lowering) { }
}
