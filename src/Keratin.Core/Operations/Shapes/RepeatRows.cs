namespace Keratin.Core;

/// <summary>Repeats a value along leading axes up to the given shape: the gradient of <see cref="SumRows"/>.</summary>
/// <param name="shape">The shape to fill; its last axes are the value's.</param>
public sealed class RepeatRows(Shape shape) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        return !x.HasBatch && BinaryOperation.RepeatsRows(x, shape) ? shape
            : throw new ArgumentException($"{Name}: {x} are not the last axes of {shape}.");
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new SumRows(output.Inputs[0].Shape), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Repeat(node, node.Inputs[0].Shape.Size);
}
