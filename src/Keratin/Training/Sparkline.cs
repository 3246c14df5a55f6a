namespace Keratin;

/// <summary>A curve in one line of text: <c>█▅▃▂▁▁▂</c>.</summary>
internal static class Sparkline
{
    private const string Eighths = "▁▂▃▄▅▆▇█";

    /// <summary>
    /// Writes a character per value, the smallest as ▁ and the largest as █; by their logarithms where the largest is more
    /// than ten times the smallest, so that a loss that begins high does not make all that follows look alike. More values than characters are averaged,
    /// neighbours together. Values that are not finite are left out, and a character without any is a space.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="width">The most characters, at least 1.</param>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        int cells = Math.Min(width, values.Count);
        double[] means = [.. Enumerable.Range(0, cells).Select(cell => MeanOf(values, (int)((long)cell * values.Count / cells), (int)((cell + 1L) * values.Count / cells)))];
        double[] finite = [.. means.Where(double.IsFinite)];
        if (finite.Length > 0 && finite.Min() > 0 && finite.Max() / 10 > finite.Min())
            return Of([.. means.Select(mean => Math.Log(mean))], cells);
        if (finite.Length == 0) return new string(' ', cells);
        (double low, double high) = (finite.Min(), finite.Max());
        return string.Concat(means.Select(mean => Cell(mean, low, high)));
    }

    private static char Cell(double value, double low, double high)
    {
        if (!double.IsFinite(value)) return ' ';
        // Halved first, because the largest less the smallest of doubles need not be finite.
        return high > low ? Eighths[(int)Math.Min(7, (value / 2 - low / 2) / (high / 2 - low / 2) * 8)] : Eighths[3];
    }

    private static double MeanOf(IReadOnlyList<double> values, int from, int to)
    {
        double[] finite = [.. Enumerable.Range(from, to - from).Select(place => values[place]).Where(double.IsFinite)];
        return finite.Length > 0 ? finite.Sum(value => value / finite.Length) : double.NaN;
    }
}
