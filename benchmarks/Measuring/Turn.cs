namespace Keratin.Benchmarks;

/// <summary>A workload in which all libraries take their turns.</summary>
/// <param name="Name">The workload's name among all programs.</param>
/// <param name="Ours">What Keratin runs for it, each in a process of its own.</param>
internal sealed record Turn(string Name, params string[] Ours)
{
    /// <summary>The real data, from the start of the process.</summary>
    public static Turn Whole { get; } = new("whole");

    public static Turn[] All { get; } =
    [
        new("W1-dense", "W1-dense", "W1-dense-uncompressed", "W4-dense"),
        new("W1-sparse", "W1-sparse", "W4-sparse"),
        new("W2-1ep", "W2-1ep"),
        new("W2-20ep", "W2-20ep", "W2-20ep-kfold"),
        new("W3", "W3"),
        Whole,
    ];
}
