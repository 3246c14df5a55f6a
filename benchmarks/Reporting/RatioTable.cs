namespace Keratin.Benchmarks;

/// <summary>Keratin beside the fastest of each kind, and the goals.</summary>
internal static class RatioTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="results">What was measured.</param>
    /// <param name="section">With all of the processor's width, or without AVX-512.</param>
    /// <param name="goalShare">The part of each goal that is to be reached.</param>
    public static MarkdownTable Make(Results results, string section, double goalShare = 1)
    {
        var rows = new List<string[]>();
        foreach (Goal goal in Goal.All)
        {
            if (results.Seconds(section, Library.Keratin, goal.Workload) is not { } seconds) continue;
            string time = Figures.Time(seconds);
            // Where a step is the smallest there is, its own time says more.
            if (goal.Workload.StartsWith("W2", StringComparison.Ordinal)) time += $" ({Figures.Time(results.SecondsPerStep(section, Library.Keratin, goal.Workload))} per step)";
            rows.Add([$"{goal.Title} ({goal.Workload})", time, .. Cells(LibraryKind.Users, goal.Users), .. Cells(LibraryKind.HandWritten, goal.HandWritten)]);

            string[] Cells(LibraryKind kind, double? target)
            {
                Contest? contest = Contest.Of(results, section, goal, kind);
                return contest is null ? ["–", "", ""] : [$"{Figures.Time(contest.Seconds)} {contest.Rival.Title}", Figures.Of(contest.Ratio), Figures.Goal(target * goalShare, contest.Ratio)];
            }
        }
        return new(["workload", "Keratin", "faster of PyTorch and TorchSharp", "ratio", "goal", "fastest C++ program", "ratio", "goal"], rows);
    }
}
