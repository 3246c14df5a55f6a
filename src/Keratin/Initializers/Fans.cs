namespace Keratin;

/// <summary>How many inputs a unit reads and how many units read an input (Keras's <c>compute_fans</c>).</summary>
/// <param name="Input">The fan in.</param>
/// <param name="Output">The fan out.</param>
internal readonly record struct Fans(double Input, double Output)
{
    /// <summary>The mean of both.</summary>
    public double Average => (Input + Output) / 2;

    /// <summary>The fans of a weight: rows and columns of a matrix; axes before the last two are a receptive field that multiplies both.</summary>
    public static Fans Of(Shape shape)
    {
        if (shape.Rank == 0) return new Fans(1, 1);
        if (shape.Rank == 1) return new Fans(shape[0], shape[0]);
        double field = shape[..^2].Size;
        return new Fans(shape[shape.Rank - 2] * field, shape.Last * field);
    }
}
