using System.Globalization;

namespace Keratin;

/// <summary>What is shown of one weight.</summary>
/// <param name="Title">Its name, and how many of its numbers are not finite.</param>
/// <param name="Spread">Its shape, and the mean and the standard deviation of its finite numbers.</param>
/// <param name="Histogram">Where its finite numbers lie; null where it has none.</param>
internal sealed record WeightPanel(string Title, string Spread, Histogram? Histogram)
{
    public static WeightPanel Of(string name, NDArray weight)
    {
        double[] finite = [.. weight.ToArray().Where(float.IsFinite).Select(value => (double)value)];
        int lost = weight.Size - finite.Length;
        return new(
            lost == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}, {lost} not finite"),
            $"{weight.Shape}{SpreadOf(finite)}",
            finite.Length == 0 ? null : Histogram.Of(finite));
    }

    private static string SpreadOf(double[] values)
    {
        if (values.Length < 2) return values.Length == 0 ? "" : $": {Axes.Number(values[0])}";
        double mean = values.Average();
        return $": {Axes.Number(mean)} ± {Axes.Number(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))))}";
    }
}
