using System.Text.Json;

namespace Keratin.Benchmarks;

/// <summary>The line of JSON that every workload's program prints, ours and the others'.</summary>
internal static class PeerLine
{
    /// <summary>Makes a result of a line; null where it is none, such as a warning among the output.</summary>
    /// <param name="line">One line of a program's output.</param>
    /// <param name="section">The part of the run.</param>
    /// <param name="library">Whose program printed it.</param>
    /// <param name="round">The round.</param>
    public static Measurement? Parse(string line, string section, Library library, int round)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            using var document = JsonDocument.Parse(line);
            JsonElement row = document.RootElement;
            double secondsPerStep = row.GetProperty("us_per_step").GetDouble() * 1e-6, seconds = row.GetProperty("seconds").GetDouble();
            string workload = row.GetProperty("workload").GetString()!;
            return new()
            {
                Section = section,
                Workload = workload,
                Library = library.Key,
                Version = row.GetProperty("peer").GetString(),
                Round = round,
                // Whole microseconds are too coarse for one row; its step is the call itself.
                Seconds = workload.StartsWith("W4", StringComparison.Ordinal) ? secondsPerStep : seconds,
                SecondsPerStep = secondsPerStep,
                PeakMegabytes = Number(row, "peak_rss_mb"),
                Score = Number(row, "accuracy_or_mae"),
                Threads = row.GetProperty("threads").GetInt32(),
            };
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
