namespace Keratin.Core;

/// <summary>A part of a value along an axis: of (None, 5), from 2 on, 3 places make (None, 3).</summary>
/// <param name="axis">The axis, not the first.</param>
/// <param name="start">The first place that is taken.</param>
/// <param name="size">How many are.</param>
public sealed class SliceAxis(int axis, int start, int size) : Operation
{
    /// <summary>The axis of which a part is taken.</summary>
    public int Axis => axis;

    /// <summary>The first place that is taken.</summary>
    public int Start => start;

    /// <inheritdoc/>
    public override string Name => $"{nameof(SliceAxis)}[{axis}, {start}..{start + size}]";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        return axis >= 1 && axis < x.Rank && start >= 0 && size >= 0 && start + size <= x[axis] ? [.. x[..axis], size, .. x[(axis + 1)..]]
            : throw new ArgumentException($"{Name}: {x} has no such part behind its first axis.");
    }

    /// <summary>The gradient between zeros.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        Shape x = output.Inputs[0].Shape;
        Node[] parts = [.. Zeros(start), gradient, .. Zeros(x[axis] - start - size)];
        return [parts.Length == 1 ? gradient : new Node(new JoinAxis(axis, parts.Length), parts)];

        Node[] Zeros(int count) => count == 0 ? [] : [new Node(new Fill([.. x[..axis], count, .. x[(axis + 1)..]]), new Node(new Literal(0)))];
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Slice(node, axis, start);
}
