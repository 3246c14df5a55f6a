namespace Keratin.Parity;

/// <summary>Arrays as numbers of double precision, and how far two are apart.</summary>
internal static class Doubles
{
    public static double[] ToDoubles(this NDArray array) => Array.ConvertAll(array.ToArray(), value => (double)value);

    /// <summary>The largest difference of elements.</summary>
    public static double Distance(NDArray expected, NDArray actual) =>
        expected.Size == actual.Size ? expected.ToDoubles().Zip(actual.ToDoubles(), (one, other) => Math.Abs(one - other)).DefaultIfEmpty().Max() : double.PositiveInfinity;

    /// <summary>The largest difference of elements in proportion.</summary>
    public static double RelativeDistance(NDArray expected, NDArray actual) => expected.ToDoubles().Zip(actual.ToDoubles(), Relative).Max();

    /// <summary>The difference of two values in proportion to the first, which counts as 1 at least.</summary>
    public static double Relative(double expected, double actual) => Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected));
}
