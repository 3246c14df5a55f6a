namespace Keratin.Benchmarks;

/// <summary>The machine's peaks, and how near to them Keratin comes.</summary>
internal static class CeilingTables
{
    public static MarkdownTable Peaks(Results results) => new(
        ["threads", "fused multiply-adds, GFLOP/s", "memory triad, GB/s"],
        [.. Find(results, "peak").Select(peak => (string[])[$"{peak.Threads}", Figures.Whole(peak.Gigaflops), Figures.Tenths(peak.Gigabytes)])]);

    public static MarkdownTable Products(Results results)
    {
        var rows = new List<string[]>();
        foreach (Measurement ours in results.Of(Sections.Ceilings).Where(line => line.Library == Library.Keratin.Key && ProductShape.All.Any(shape => shape.ToString() == line.Workload)))
        {
            Measurement? blas = Find(results, ours.Workload).FirstOrDefault(line => line.Library == "openblas" && line.Threads == ours.Threads);
            rows.Add([ours.Workload.Replace("x", " × ", StringComparison.Ordinal), $"{ours.Threads}", Figures.Time(ours.Seconds), Figures.Whole(ours.Gigaflops), Share(ours), Figures.Whole(blas?.Gigaflops), blas is null ? "–" : Figures.Percent(ours.Gigaflops!.Value / blas.Gigaflops!.Value)]);
        }
        return new(["rows × columns × inner", "threads", "time", "Keratin, GFLOP/s", "of peak", "OpenBLAS, GFLOP/s", "Keratin ÷ OpenBLAS"], rows);

        string Share(Measurement line) => Peak(results, line.Threads)?.Gigaflops is { } peak ? Figures.Percent(line.Gigaflops!.Value / peak) : "–";
    }

    public static MarkdownTable Workloads(Results results)
    {
        var rows = new List<string[]>();
        foreach (Measurement line in WorkloadProfiles.All.SelectMany(profile => Find(results, profile.Workload)))
        {
            Measurement? peak = Peak(results, line.Threads) ?? Peak(results, 1);
            rows.Add([
                line.Workload,
                Figures.Time(line.SecondsPerStep),
                Figures.Time(results.SecondsPerStep(Sections.Peers, Library.Keratin, line.Workload)),
                Figures.Tenths(line.Gigaflops),
                peak is null ? "–" : Figures.Percent(line.Gigaflops!.Value / peak.Gigaflops!.Value),
                Figures.Tenths(line.Gigabytes),
                peak is null ? "–" : Figures.Percent(line.Gigabytes!.Value / peak.Gigabytes!.Value)]);
        }
        return new(["workload", "step, profiled", "step, in the fit", "GFLOP/s", "of peak", "GB/s", "of the triad"], rows);
    }

    /// <summary>The profiler's own table of a workload.</summary>
    public static string Profile(Results results, string workload) => Find(results, workload).LastOrDefault(line => line.Text is not null)?.Text?.TrimEnd() ?? MarkdownTable.NotMeasured;

    private static Measurement? Peak(Results results, int threads) => Find(results, "peak").LastOrDefault(line => line.Threads == threads);

    // Of several runs, the last.
    private static IEnumerable<Measurement> Find(Results results, string workload) =>
        results.Of(Sections.Ceilings).Where(line => line.Workload == workload).GroupBy(line => (line.Library, line.Threads)).Select(same => same.Last());
}
