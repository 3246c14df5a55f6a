using System.Diagnostics;

namespace Keratin.Benchmarks;

/// <summary>Times programs from their start to the line that says the test accuracy.</summary>
/// <param name="programs">The same program in several libraries.</param>
/// <param name="repeats">How often each is started in a round, in turns.</param>
internal sealed class WholeProcess(IReadOnlyList<(Library Library, ProcessStartInfo Start)> programs, int repeats)
{
    /// <summary>The medians of one round.</summary>
    public IEnumerable<Measurement> Run(string section, int round, int threads)
    {
        var runs = programs.ToDictionary(program => program.Library, _ => new List<(double Seconds, double Megabytes)>());
        for (int repeat = 0; repeat < repeats; repeat++)
            foreach ((Library library, ProcessStartInfo start) in programs)
                if (Time(start) is { } run) runs[library].Add(run);
        return from entry in runs
               where entry.Value.Count > 0
               let seconds = Timings.Median(entry.Value.Select(run => run.Seconds))
               select new Measurement
               {
                   Section = section,
                   Workload = Turn.Whole.Name,
                   Library = entry.Key.Key,
                   Round = round,
                   Seconds = seconds,
                   SecondsPerStep = seconds,
                   Threads = threads,
                   PeakMegabytes = entry.Value.Max(run => run.Megabytes) is > 0 and var megabytes ? Math.Round(megabytes, 1) : null,
               };
    }

    private static (double Seconds, double Megabytes)? Time(ProcessStartInfo start)
    {
        double? seconds = null;
        double megabytes = 0;
        long begin = Stopwatch.GetTimestamp();
        bool succeeded = ChildProcess.Run(start, (line, process) =>
        {
            if (seconds is not null || !line.Contains("test accuracy", StringComparison.Ordinal)) return;
            seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            megabytes = Megabytes(process);
        });
        return succeeded && seconds is { } value ? (value, megabytes) : null;
    }

    // A program that ends with this line may be gone.
    private static double Megabytes(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64 / (1024.0 * 1024.0);
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
