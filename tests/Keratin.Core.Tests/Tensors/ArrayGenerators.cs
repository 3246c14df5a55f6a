using CsCheck;

namespace Keratin.Core.Tests.Tensors;

/// <summary>Random arrays for properties: every rank up to four, axes of size zero and one, special numbers among the elements.</summary>
internal static class ArrayGenerators
{
    /// <summary>Numbers between −8 and 8 with few digits, many of them zero or equal.</summary>
    public static Gen<float> Small { get; } = Gen.Int[-32, 32].Select(i => i % 3 == 0 ? 0 : i / 4f);

    /// <summary>Small numbers, and now and then NaN, an infinity or a number of any size.</summary>
    public static Gen<float> Any { get; } = Gen.Frequency((8, Small), (1, Gen.Float));

    public static Gen<Shape> Shapes(int minimumRank, int minimumSize = 0) =>
        Gen.Int[minimumSize, 5].Array[minimumRank, 4].Select(sizes => (Shape)sizes);

    public static Gen<NDArray> OfShape(Shape shape, Gen<float> elements) =>
        elements.Array[shape.Size].Select(values => new NDArray(values, shape));

    public static Gen<NDArray> Arrays(int minimumRank, Gen<float> elements, int minimumSize = 0) =>
        Shapes(minimumRank, minimumSize).SelectMany(shape => OfShape(shape, elements));

    public static Gen<NDArray> Matrices(Gen<float> elements, int minimumSize = 0) =>
        Gen.Int[minimumSize, 7].Array[2].SelectMany(sizes => OfShape(sizes, elements));

    /// <summary>Two arrays whose shapes go together: axes of a common shape left out in front or shrunk to 1.</summary>
    public static Gen<(NDArray Left, NDArray Right)> Broadcastable { get; } =
        from shape in Shapes(0)
        from left in Part(shape)
        from right in Part(shape)
        from x in OfShape(left, Any)
        from y in OfShape(right, Any)
        select (x, y);

    private static Gen<Shape> Part(Shape shape) =>
        from dropped in Gen.Int[0, shape.Rank]
        from shrunk in Gen.Bool.Array[shape.Rank]
        select Shape.Create([.. Enumerable.Range(dropped, shape.Rank - dropped).Select(axis => shrunk[axis] ? 1 : shape[axis])]);
}
