namespace Keratin.Core;

/// <summary>
/// An operation that combines two values element by element. Where the shapes differ, the smaller one is repeated:
/// a single number everywhere, a shape that equals the other's last axes along the leading ones (a bias), and a last
/// axis of 1 along the other's last axis.
/// </summary>
public abstract class BinaryOperation : Operation
{
    private protected BinaryOperation() { }

    /// <inheritdoc/>
    public sealed override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Expect(inputs, 2, Name);
        Shape x = inputs[0].Shape, y = inputs[1].Shape;
        if (Repeats(y, x)) return x;
        if (Repeats(x, y)) return y;
        throw new ArgumentException($"{Name} cannot combine the shapes {x} and {y}: they must be equal, or one must repeat along the other (a single number, the other's last axes, or a last axis of 1).");
    }

    /// <summary>Hands the function to a visitor as a type of its own.</summary>
    /// <param name="visitor">Who wants to know.</param>
    public abstract void Accept(IBinaryVisitor visitor);

    /// <summary>Whether a value of shape <paramref name="small"/> fits a value of shape <paramref name="full"/>, repeated where needed.</summary>
    public static bool Repeats(Shape small, Shape full) => RepeatsRows(small, full) || RepeatsColumn(small, full);

    /// <summary>Whether the small shape equals the last axes of the full one; a single number does.</summary>
    public static bool RepeatsRows(Shape small, Shape full)
    {
        int lead = full.Rank - small.Rank;
        if (lead < 0) return false;
        for (int axis = 0; axis < small.Rank; axis++)
            if (small[axis] != full[axis + lead]) return false;
        return true;
    }

    /// <summary>Whether the small shape is the full one with a last axis of 1. Along the batch, only a single number repeats.</summary>
    public static bool RepeatsColumn(Shape small, Shape full)
    {
        if (small.Rank != full.Rank || small.Rank == 0 || small.Last != 1 || full.Last == Shape.Batch) return false;
        for (int axis = 0; axis < small.Rank - 1; axis++)
            if (small[axis] != full[axis]) return false;
        return true;
    }
}

/// <summary>An operation that combines two values by <typeparamref name="TFunction"/>.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
/// <param name="function">The function with its parameters.</param>
public abstract class BinaryOperation<TFunction>(TFunction function) : BinaryOperation
    where TFunction : struct, IBinaryFunction
{
    /// <inheritdoc/>
    public sealed override void Accept(IBinaryVisitor visitor) => visitor.Visit(function);

    /// <inheritdoc/>
    public sealed override void Lower(Node node, ILowering lowering) => lowering.Binary(node, function);
}
