namespace Keratin.Torture;

/// <summary>What came of torturing something.</summary>
/// <param name="What">What was tortured.</param>
/// <param name="Kills">How often it was killed.</param>
/// <param name="Failures">How often a call of it was made to fail.</param>
/// <param name="Findings">Where something was lost, or a failure was not told.</param>
internal sealed record Outcome(string What, int Kills, int Failures, IReadOnlyList<string> Findings)
{
    public override string ToString() =>
        $"{What}: {Kills} kills, {Failures} failed calls, {(Findings.Count == 0 ? "nothing lost" : $"{Findings.Count} findings:\n  {string.Join("\n  ", Findings)}")}";
}
