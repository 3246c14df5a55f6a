using Keratin.Core;

namespace Keratin;

/// <summary>
/// Merges values element by element. Their shapes are equal, or sizes of 1 are repeated along those of the others; one
/// with fewer axes gets axes of size 1 behind the batch, as in Keras.
/// </summary>
public abstract class ElementwiseMerge : MergingLayer
{
    private protected ElementwiseMerge(string? name)
        : base(name)
    {
    }

    /// <summary>Two values, of shapes that the operations take, as one.</summary>
    private protected abstract Node Combine(Node x, Node y);

    /// <inheritdoc/>
    protected override Node Call(IReadOnlyList<Node> inputs, LayerContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Aggregate(Aligned);
    }

    private Node Aligned(Node x, Node y)
    {
        (x, y) = (WithRank(x, y.Shape.Rank), WithRank(y, x.Shape.Rank));
        if (BinaryOperation.Repeats(x.Shape, y.Shape) || BinaryOperation.Repeats(y.Shape, x.Shape)) return Combine(x, y);
        var sizes = new int[x.Shape.Rank];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            (int own, int other) = (x.Shape[axis], y.Shape[axis]);
            sizes[axis] = other == 1 ? own : own == 1 || own == other ? other
                : throw new ArgumentException($"{this} cannot merge the shapes {x.Shape} and {y.Shape}: they must be equal, or have the size 1 where they differ.");
        }
        return Combine(Repeated(x, sizes), Repeated(y, sizes));
    }

    private static Node WithRank(Node x, int rank) =>
        x.Shape.Rank >= rank ? x : new Node(new Core.Reshape([Shape.Batch, .. Enumerable.Repeat(1, rank - x.Shape.Rank), .. x.Shape[1..]]), x);

    private static Node Repeated(Node x, Shape shape)
    {
        for (int axis = 1; axis < shape.Rank; axis++)
        {
            if (x.Shape[axis] == shape[axis]) continue;
            x = axis == shape.Rank - 1
                ? new Node(new RepeatLast(shape.Last), x)
                : new Node(new RepeatAxis(axis, shape[axis]), new Node(new Core.Reshape([.. x.Shape[..axis], .. x.Shape[(axis + 1)..]]), x));
        }
        return x;
    }
}
