using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Keratin.Benchmarks;

/// <summary>One result, printed as the line of JSON that every peer prints.</summary>
internal static class PeerRow
{
    private static readonly string Peer = $"keratin-{typeof(Model).Assembly.GetName().Version?.ToString(3)}{Environment.GetEnvironmentVariable("PEER_SUFFIX")}";

    /// <summary>Prints the median of some fits.</summary>
    /// <param name="workload">The workload's name among all peers.</param>
    /// <param name="fits">The seconds of each fit.</param>
    /// <param name="steps">The steps of one fit.</param>
    /// <param name="score">Accuracy or mean absolute error on rows that were not trained on.</param>
    public static void PrintFits(string workload, IReadOnlyList<double> fits, int steps, double score)
    {
        double seconds = Timings.Median(fits);
        Print(workload, seconds, seconds / steps, score, ("min_seconds", fits.Min()), ("steps", steps));
    }

    /// <summary>Prints the median of some calls.</summary>
    /// <param name="workload">The workload's name among all peers.</param>
    /// <param name="calls">The seconds of each call.</param>
    /// <param name="more">Further values.</param>
    public static void PrintCalls(string workload, IReadOnlyList<double> calls, params ReadOnlySpan<(string Name, double Value)> more)
    {
        double seconds = Timings.Median(calls);
        Print(workload, seconds, seconds, score: null, more);
    }

    private static void Print(string workload, double seconds, double secondsPerStep, double? score, params ReadOnlySpan<(string Name, double Value)> more)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("peer", Peer);
            json.WriteString("workload", workload);
            json.WriteNumber("seconds", Math.Round(seconds, 6));
            json.WriteNumber("us_per_step", Math.Round(secondsPerStep * 1e6, 2));
            json.WriteNumber("peak_rss_mb", Math.Round(PeakMegabytes(), 1));
            if (score is { } value) json.WriteNumber("accuracy_or_mae", Math.Round(value, 4));
            else json.WriteNull("accuracy_or_mae");
            json.WriteNumber("threads", PeerSettings.Threads);
            foreach ((string name, double number) in more) json.WriteNumber(name, number);
            json.WriteEndObject();
        }
        Console.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024.0 * 1024.0);
    }
}
