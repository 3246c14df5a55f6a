namespace Keratin.Benchmarks.Tests;

/// <summary>Results to write up.</summary>
internal static class Runs
{
    /// <summary>A figure of one library in one round of the comparison.</summary>
    public static Measurement Of(Library library, string workload, int round, double seconds, double? megabytes = null) => new()
    {
        Section = Sections.Peers,
        Workload = workload,
        Library = library.Key,
        Version = library.Key + "-1.0",
        Round = round,
        Seconds = seconds,
        SecondsPerStep = seconds / 100,
        PeakMegabytes = megabytes,
        Threads = 2,
    };

    /// <summary>A point of a sweep.</summary>
    public static Measurement Point(string sweep, double value, double seconds) => new() { Section = Sections.Sweeps, Workload = sweep, Value = value, Seconds = seconds, SecondsPerStep = seconds / 10, Threads = 1 };

    /// <summary>A speed of one library among the ceilings.</summary>
    public static Measurement Speed(string library, string workload, int threads, double gigaflops) => new() { Section = Sections.Ceilings, Workload = workload, Library = library, Threads = threads, Seconds = 1e-3, SecondsPerStep = 1e-3, Gigaflops = gigaflops, Gigabytes = 40 };

    /// <summary>Something of every section.</summary>
    public static Results Complete() => new(
        [
            Of(Library.Keratin, "W1-dense", 1, 0.1), Of(Library.PyTorch, "W1-dense", 1, 1.3), Of(Library.Eigen, "W1-dense", 1, 1),
            Speed("keratin", "peak", 1, 200), Speed("keratin", "1024x1024x1024", 1, 180), Speed("openblas", "1024x1024x1024", 1, 150), Speed("keratin", "W1-sparse", 1, 50) with { Text = "the profiler's table" },
            Point("rows", 1000, 1), Point("rows", 2000, 2), Point("rows", 4000, 4),
        ]);
}
