namespace Keratin.Core;

/// <summary>Values one after the other along an axis: with axis 1, (None, 2) and (None, 3) become (None, 5).</summary>
/// <param name="axis">The axis, not the first. All other sizes are equal.</param>
/// <param name="count">The number of values, at least 1.</param>
public sealed class JoinAxis(int axis, int count) : Operation
{
    /// <summary>The axis along which the values follow each other.</summary>
    public int Axis => axis;

    /// <inheritdoc/>
    public override string Name => $"{nameof(JoinAxis)}[{axis}]";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape first = Expect(inputs, count, Name).Shape;
        if (axis < 1 || axis >= first.Rank) throw new ArgumentException($"{Name}: {first} can be joined along the axes behind the first only.");
        int size = 0;
        foreach (Node input in inputs)
        {
            Shape x = input.Shape;
            if (x.Rank != first.Rank || x[..axis] != first[..axis] || x[(axis + 1)..] != first[(axis + 1)..])
                throw new ArgumentException($"{Name} cannot join the shapes {first} and {x}: all sizes but that of the axis must be equal.");
            size += x[axis];
        }
        return [.. first[..axis], size, .. first[(axis + 1)..]];
    }

    /// <summary>To each input its part of the gradient.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        var gradients = new Node?[count];
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            int size = output.Inputs[i].Shape[axis];
            gradients[i] = new Node(new SliceAxis(axis, start, size), gradient);
            start += size;
        }
        return gradients;
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Join(node, axis);
}
