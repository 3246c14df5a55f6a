namespace Keratin.Benchmarks;

/// <summary>How cost grows: the slope of time over a variable, both logarithmic. 1 is in proportion, 0 not at all.</summary>
internal static class Growth
{
    /// <summary>The slope of the straight line that fits best (least squares).</summary>
    /// <param name="points">At least two, with different values of the variable, all positive.</param>
    public static double Exponent(IReadOnlyList<(double Value, double Seconds)> points)
    {
        (double X, double Y)[] logs = [.. points.Select(point => (Math.Log(point.Value), Math.Log(point.Seconds)))];
        double x = logs.Average(point => point.X), y = logs.Average(point => point.Y);
        return logs.Sum(point => (point.X - x) * (point.Y - y)) / logs.Sum(point => (point.X - x) * (point.X - x));
    }

    /// <summary>The slope at the large end, over the last three points.</summary>
    public static double ExponentAtTheEnd(IReadOnlyList<(double Value, double Seconds)> points) => Exponent([.. points.TakeLast(3)]);
}
