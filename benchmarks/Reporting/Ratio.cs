namespace Keratin.Benchmarks;

/// <summary>How many times as long another takes: the median of several rounds, and the extremes.</summary>
internal sealed record Ratio(double Median, double Smallest, double Largest)
{
    /// <summary>Divides round by round, over the rounds in which both were measured; null where there is none.</summary>
    public static Ratio? Of(IReadOnlyDictionary<int, double> theirs, IReadOnlyDictionary<int, double> ours)
    {
        double[] ratios = [.. ours.Where(entry => theirs.ContainsKey(entry.Key)).Select(entry => theirs[entry.Key] / entry.Value)];
        return ratios.Length == 0 ? null : new(Timings.Median(ratios), ratios.Min(), ratios.Max());
    }
}
