namespace Keratin.Core;

/// <summary>
/// An array seen for a reduction along one axis: the product of the sizes before it, its own size, and the product of
/// those behind it. Each group of <see cref="Length"/> elements reduces to one.
/// </summary>
internal readonly record struct AxisView(int Outer, int Length, int Inner)
{
    /// <summary>The number of results.</summary>
    public int Groups => Outer * Inner;

    /// <summary>The view in which all elements are one group.</summary>
    public static AxisView Whole(Shape shape) => new(1, shape.Size, 1);

    /// <summary>The view along one axis, counted from 0.</summary>
    public static AxisView Along(Shape shape, int axis) => new(shape[..axis].Size, shape[axis], shape[(axis + 1)..].Size);
}
