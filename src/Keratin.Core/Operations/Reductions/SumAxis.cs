namespace Keratin.Core;

/// <summary>The sum along an inner axis, which disappears: with axis 1, (None, steps, features) becomes (None, features). Added in order.</summary>
/// <param name="axis">The axis, neither the first nor the last.</param>
public sealed class SumAxis(int axis) : Operation
{
    /// <summary>The axis that disappears.</summary>
    public int Axis => axis;

    /// <inheritdoc/>
    public override string Name => $"{nameof(SumAxis)}[{axis}]";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        return axis >= 1 && axis < x.Rank - 1 ? [.. x[..axis], .. x[(axis + 1)..]]
            : throw new ArgumentException($"{Name}: of the axes of {x}, only those between the first and the last can be summed.");
    }

    /// <summary>The gradient again for every step along the axis.</summary>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new RepeatAxis(axis, output.Inputs[0].Shape[axis]), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.SumAxis(node, axis);
}
