namespace Keratin.Benchmarks;

/// <summary>One variable over a range, with all else fixed.</summary>
/// <param name="Key">The name in the lines of results.</param>
/// <param name="Title">The name on the page.</param>
/// <param name="Values">The range.</param>
/// <param name="Case">The fit for a value.</param>
internal sealed record Sweep(string Key, string Title, double[] Values, Func<double, SweepCase> Case)
{
    public static Sweep[] All { get; } =
    [
        new("rows", "rows", Doubled(1024, 65_536), value => new() { Rows = (int)value }),
        new("epochs", "epochs", Doubled(1, 64), value => new() { Rows = 1024, Epochs = (int)value }),
        new("features", "features", Doubled(16, 8192), value => new() { Features = (int)value }),
        new("units", "units", Doubled(16, 4096), value => new() { Units = (int)value }),
        new("batch", "rows per batch", Doubled(1, 4096), value => new() { BatchSize = (int)value }),
        new("density", "density of sparse rows", [0.001, 0.003, 0.01, 0.03, 0.1, 0.2], value => new() { Features = 8192, Units = 64, Density = value }),
        new("threads", "threads", [.. Enumerable.Range(1, Environment.ProcessorCount).Where(IsMeasured).Select(count => (double)count)], value => new() { Features = 1024, Units = 1024, Threads = (int)value }),
    ];

    private static double[] Doubled(double first, double last)
    {
        var values = new List<double>();
        for (double value = first; value <= last; value *= 2) values.Add(value);
        return [.. values];
    }

    // All counts of a small machine; powers of two, and all, of a large one.
    private static bool IsMeasured(int threads) => threads <= 4 || int.IsPow2(threads) || threads == Environment.ProcessorCount;
}
