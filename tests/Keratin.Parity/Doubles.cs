namespace Keratin.Parity;

/// <summary>Arrays as numbers of double precision, and how far two are apart.</summary>
internal static class Doubles
{
    public static double[] ToDoubles(this NDArray array) => Array.ConvertAll(array.ToArray(), value => (double)value);

    /// <summary>The largest difference of elements.</summary>
    public static double Distance(NDArray expected, NDArray actual) => Distance(expected.ToDoubles(), actual.ToDoubles());

    /// <inheritdoc cref="Distance(NDArray, NDArray)"/>
    public static double Distance(double[] expected, double[] actual) => Largest(expected, actual, (one, other) => Math.Abs(one - other));

    /// <summary>The largest difference of elements in proportion.</summary>
    public static double RelativeDistance(NDArray expected, NDArray actual) => RelativeDistance(expected.ToDoubles(), actual.ToDoubles());

    /// <inheritdoc cref="RelativeDistance(NDArray, NDArray)"/>
    public static double RelativeDistance(double[] expected, double[] actual) => Largest(expected, actual, Relative);

    /// <summary>The difference of two values in proportion to the first, which counts as 1 at least.</summary>
    public static double Relative(double expected, double actual) => Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected));

    // Arrays of different sizes are infinitely far apart.
    private static double Largest(double[] expected, double[] actual, Func<double, double, double> difference) =>
        expected.Length == actual.Length ? expected.Zip(actual, difference).DefaultIfEmpty().Max() : double.PositiveInfinity;
}
