using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keratin.Benchmarks;

/// <summary>One result, kept as a line of JSON: whatever the page says, it says of such lines.</summary>
internal sealed record Measurement
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Where it belongs: one of <see cref="Sections"/>.</summary>
    public required string Section { get; init; }

    /// <summary>What was measured.</summary>
    public required string Workload { get; init; }

    /// <summary>Who was measured: the key of a <see cref="Library"/>.</summary>
    public string Library { get; init; } = "keratin";

    /// <summary>The name and version that a library's program gives itself.</summary>
    public string? Version { get; init; }

    /// <summary>In which round, counted from 1.</summary>
    public int Round { get; init; }

    /// <summary>The median of the repetitions.</summary>
    public double Seconds { get; init; }

    /// <summary>The same by step of training.</summary>
    public double SecondsPerStep { get; init; }

    /// <summary>The process's largest resident set.</summary>
    public double? PeakMegabytes { get; init; }

    /// <summary>Accuracy, or mean absolute error, on rows that were not trained on.</summary>
    public double? Score { get; init; }

    /// <summary>The threads that took part.</summary>
    public int Threads { get; init; }

    /// <summary>What a sweep's variable was set to.</summary>
    public double? Value { get; init; }

    /// <summary>10⁹ operations per second.</summary>
    public double? Gigaflops { get; init; }

    /// <summary>10⁹ bytes per second.</summary>
    public double? Gigabytes { get; init; }

    /// <summary>What is no number.</summary>
    public string? Text { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static Measurement FromJson(string line) => JsonSerializer.Deserialize<Measurement>(line, Format)!;

    /// <summary>Prints the line, for a process that measures on another's behalf.</summary>
    public void Print() => Console.WriteLine(ToJson());
}
