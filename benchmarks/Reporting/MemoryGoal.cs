namespace Keratin.Benchmarks;

/// <summary>One sentence: Keratin's peak of memory in the sparse Reuters run beside the smaller of the others'.</summary>
internal static class MemoryGoal
{
    public static string Sentence(Results results)
    {
        const string workload = "W1-sparse";
        double? ours = results.PeakMegabytes(Sections.Peers, Library.Keratin, workload);
        double? theirs = Library.All.Where(library => library.Kind == LibraryKind.Users).Min(library => results.PeakMegabytes(Sections.Peers, library, workload));
        if (ours is null || theirs is null) return "";
        double share = ours.Value / theirs.Value;
        return $"In {workload}, Keratin takes **{Figures.Percent(share)}** of the smaller of PyTorch and TorchSharp; the goal is at most {Figures.Percent(Goal.MemoryShare)} {(share <= Goal.MemoryShare ? "✓" : "**✗**")}.";
    }
}
