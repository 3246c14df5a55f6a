using Keratin.Core;

namespace Keratin;

/// <summary>
/// Gives each row another shape with the same numbers in the same order: (None, 12) becomes (None, 3, 4). Nothing is
/// copied; no weights.
/// </summary>
public sealed class Reshape : Layer, IFromConfig<Reshape>
{
    private readonly int[] _targetShape;

    /// <summary>Makes a layer.</summary>
    /// <param name="targetShape">The shape of a row, without the batch axis: <c>[3, 4]</c>. One size may be −1: it follows from the others.</param>
    /// <param name="inputShape">The shape of one row of input, without the batch axis, where it should be known at once.</param>
    /// <param name="name">The layer's name; default: <c>reshape</c>, <c>reshape_1</c>, …</param>
    /// <exception cref="ArgumentException">A size is 0 or below −1, or more than one is −1.</exception>
    public Reshape(int[] targetShape, int[]? inputShape = null, string? name = null)
        : base(name, inputShape)
    {
        ArgumentNullException.ThrowIfNull(targetShape);
        if (targetShape.Any(size => size is 0 or < -1) || targetShape.Count(size => size == -1) > 1)
            throw new ArgumentException($"Reshape: targetShape must have positive sizes, of which one may be -1, and no batch axis, but was [{string.Join(", ", targetShape)}].", nameof(targetShape));
        _targetShape = [.. targetShape];
    }

    static Reshape IFromConfig<Reshape>.FromConfig(Config config) => new(config.GetInts("target_shape") ?? [], name: config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => new(new Core.Reshape(Target(x.Shape).Prepend(x.Shape[0])), x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("target_shape", _targetShape);

    private protected override void CheckRank(Shape inputShape) => Target(inputShape);

    private Shape Target(Shape input)
    {
        int size = input.RowSize;
        // Cut off where it is too much already, before it becomes too much for a number.
        long known = _targetShape.Where(axis => axis > 0).Aggregate(1L, (product, axis) => Math.Min(product * axis, int.MaxValue + 1L));
        bool open = _targetShape.Contains(-1);
        if (open ? size % known != 0 : size != known)
            throw new ArgumentException($"{this} cannot give rows of {size} numbers (an input of shape {input}) the shape [{string.Join(", ", _targetShape)}]: choose sizes whose product is {size}.");
        return Shape.Create([.. _targetShape.Select(axis => axis > 0 ? axis : (int)(size / known))]);
    }
}
