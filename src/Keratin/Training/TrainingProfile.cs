using Keratin.Core;

namespace Keratin;

/// <summary>Where the time of a training step goes: what <see cref="Model.Profile(NDArray, NDArray, int, int)"/> found out. Print it.</summary>
public sealed class TrainingProfile
{
    private readonly double _microseconds;

    internal TrainingProfile(IReadOnlyList<(string Name, double Microseconds, NodeCost Cost)> steps, int batchSize, int threads, MachinePeaks peaks)
    {
        _microseconds = steps.Sum(step => step.Microseconds);
        Steps = [.. steps.Select(step => new StepProfile(step.Name, step.Microseconds, _microseconds > 0 ? step.Microseconds / _microseconds : 0, step.Cost, peaks))];
        BatchSize = batchSize;
        Threads = threads;
        PeakGigaflopsPerSecond = peaks.GigaflopsPerSecond;
        PeakGigabytesPerSecond = peaks.GigabytesPerSecond;
    }

    /// <summary>The steps in the order in which they run. The first ones bring the batch in.</summary>
    public IReadOnlyList<StepProfile> Steps { get; }

    /// <summary>The time of one batch: that of all steps together.</summary>
    public TimeSpan Total => TimeSpan.FromMicroseconds(_microseconds);

    /// <summary>The rows of each batch.</summary>
    public int BatchSize { get; }

    /// <summary>How many threads shared the large steps.</summary>
    public int Threads { get; }

    /// <summary>What <see cref="Threads"/> threads of this machine reach at best with fused multiply-adds in registers, in 10⁹ operations per second: measured.</summary>
    public double PeakGigaflopsPerSecond { get; }

    /// <summary>What <see cref="Threads"/> threads of this machine reach at best with memory (a triad over arrays larger than the caches), in 10⁹ bytes per second: measured.</summary>
    public double PeakGigabytesPerSecond { get; }

    /// <summary>The table of all steps, with a bar for each one's share of the time.</summary>
    public override string ToString() => ProfileTable.Write(this);
}
