using System.Diagnostics;
using Keratin.Core;

namespace Keratin.Benchmarks;

/// <summary>Measures the machine's peaks, products by Keratin and by OpenBLAS, and the training steps of each workload.</summary>
internal static class CeilingProgram
{
    private const int Turns = 3;
    private const double SecondsPerTurn = 0.25;

    public static int Run()
    {
        int most = Math.Max(1, Math.Min(PeerSettings.Threads, Environment.ProcessorCount));
        int[] threadCounts = most == 1 ? [1] : [1, most];
        foreach (int threads in threadCounts)
        {
            MachinePeaks peaks = MachinePeaks.Of(threads);
            new Measurement { Section = Sections.Ceilings, Workload = "peak", Threads = threads, Gigaflops = peaks.GigaflopsPerSecond, Gigabytes = peaks.GigabytesPerSecond }.Print();
        }
        OpenBlas? blas = OpenBlas.Find();
        if (blas is null) Progress.Say("no OpenBLAS found: products are measured without it");
        else new Measurement { Section = Sections.Machine, Workload = "openblas", Text = blas.Version }.Print();
        foreach (ProductShape shape in ProductShape.All)
            foreach (int threads in threadCounts)
            {
                MicroPlan plan = shape.Plan(threads);
                (string Library, Action Run, List<double> Seconds)[] both = [("keratin", () => plan.Run(), []), .. blas is null ? [] : new[] { ("openblas", blas.Product(shape, threads), new List<double>()) }];
                for (int turn = 0; turn < Turns; turn++)
                    foreach ((_, Action run, List<double> seconds) in both) seconds.AddRange(Times(run));
                foreach ((string library, _, List<double> seconds) in both)
                {
                    double median = Timings.Median(seconds);
                    new Measurement { Section = Sections.Ceilings, Workload = shape.ToString(), Library = library, Threads = threads, Seconds = median, Gigaflops = shape.Flops / median / 1e9 }.Print();
                }
            }
        foreach ((string workload, Func<TrainingProfile> profile) in WorkloadProfiles.All) Print(workload, profile());
        return 0;
    }

    private static void Print(string workload, TrainingProfile profile)
    {
        double seconds = profile.Total.TotalSeconds;
        new Measurement
        {
            Section = Sections.Ceilings,
            Workload = workload,
            Threads = profile.Threads,
            SecondsPerStep = seconds,
            Gigaflops = profile.Steps.Sum(step => step.Flops) / seconds / 1e9,
            Gigabytes = profile.Steps.Sum(step => step.Bytes) / seconds / 1e9,
            Text = profile.ToString(),
        }.Print();
    }

    private static List<double> Times(Action run)
    {
        // The other's threads may still be awake for some milliseconds.
        Thread.Sleep(50);
        for (int i = 0; i < 3; i++) run();
        var seconds = new List<double>();
        long begin = Stopwatch.GetTimestamp();
        while (seconds.Count < 5 || Stopwatch.GetElapsedTime(begin).TotalSeconds < SecondsPerTurn) seconds.Add(Timings.Of(run));
        return seconds;
    }
}
