namespace Keratin.Benchmarks;

/// <summary>What <c>all</c> is told.</summary>
internal sealed record AllOptions
{
    /// <summary>The folder with the other libraries' programs; null to look for it.</summary>
    public string? Peers { get; init; }

    /// <summary>Where they are built, and where results are kept.</summary>
    public required string Build { get; init; }

    /// <summary>How often all libraries take their turns.</summary>
    public int Rounds { get; init; }

    /// <summary>Of how many repetitions a turn's median is taken.</summary>
    public int Repeats { get; init; }

    /// <summary>Sections and workloads; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The page; null for its own place.</summary>
    public string? Out { get; init; }

    /// <summary>Files of results to write up, instead of measuring.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Whether a part of the run is wanted. A workload alone means the comparison in full width.</summary>
    public bool Wants(string section)
    {
        string[] sections = [.. Sections.All.Where(Only.Contains)];
        return Only.Count == 0 || (sections.Length > 0 ? sections.Contains(section) : section == Sections.Peers);
    }

    /// <summary>The workloads that are wanted.</summary>
    public IReadOnlyCollection<Turn> Turns =>
        Turn.All.Where(turn => Only.Contains(turn.Name)).ToArray() is { Length: > 0 } named ? named : Turn.All;
}
