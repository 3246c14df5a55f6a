namespace Keratin;

/// <summary>How many values lie in each of some bins of one width, of which zero is an edge.</summary>
/// <param name="Start">The left edge of the first bin.</param>
/// <param name="Width">The width of each.</param>
/// <param name="Counts">How many values each has; a bin has its left edge, not its right one.</param>
internal sealed record Histogram(double Start, double Width, int[] Counts)
{
    private const int FewestBins = 8;
    private const int MostBins = 60;

    /// <summary>The right edge of the last bin.</summary>
    public double End => Start + Width * Counts.Length;

    /// <summary>
    /// Counts values. The bins are about as wide as Freedman and Diaconis say, 2 · (the middle half's width) / ∛n, but there
    /// are 8 to 60 of them; values that are all equal are one bin.
    /// </summary>
    /// <param name="values">At least one, all finite.</param>
    public static Histogram Of(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        (double low, double high) = (sorted[0], sorted[^1]);
        double range = high - low;
        if (!(range > Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-12))
        {
            double wide = low == 0 ? 0.1 : Math.Abs(low) * 0.1;
            return new(low - wide / 2, wide, [sorted.Length]);
        }
        double half = sorted[(int)((sorted.Length - 1) * 0.75)] - sorted[(int)((sorted.Length - 1) * 0.25)];
        double width = Math.Clamp(2 * half / Math.Cbrt(sorted.Length), range / (MostBins - 1), range / FewestBins);
        double first = Math.Floor(low / width), last = Math.Floor(high / width);
        var counts = new int[(int)(last - first) + 1];
        foreach (double value in sorted) counts[Math.Clamp((int)(Math.Floor(value / width) - first), 0, counts.Length - 1)]++;
        return new(first * width, width, counts);
    }
}
