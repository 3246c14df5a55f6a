namespace Keratin.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often all libraries take their turns.</param>
/// <param name="Repeats">Of how many repetitions each turn's median is taken.</param>
/// <param name="Threads">The threads of one fit.</param>
internal sealed record MeasuringSettings(int Rounds, int Repeats, int Threads);
