using Keratin.Core;

namespace Keratin;

/// <summary>One step of a training plan in a <see cref="TrainingProfile"/>.</summary>
/// <remarks>
/// Operations and bytes are estimated from the shapes: a product's multiply-add is two operations, a function of an
/// element one, and every value that the step touches is read or written once.
/// </remarks>
public sealed class StepProfile
{
    private readonly MachinePeaks _peaks;

    internal StepProfile(string name, double microseconds, double share, NodeCost cost, MachinePeaks peaks)
    {
        Name = name;
        Microseconds = microseconds;
        Share = share;
        Flops = cost.Flops;
        Bytes = cost.Bytes;
        _peaks = peaks;
    }

    /// <summary>What is computed, and the shape of the result: <c>MatMul+Bias+Relu(None, 64)</c>.</summary>
    public string Name { get; }

    /// <summary>The time per batch in microseconds: the mean of the runs without the fastest and the slowest quarter.</summary>
    public double Microseconds { get; }

    /// <summary>The part of the time of all steps, 0 to 1.</summary>
    public double Share { get; }

    /// <summary>Floating-point operations per batch, estimated.</summary>
    public double Flops { get; }

    /// <summary>Bytes read and written per batch, estimated.</summary>
    public double Bytes { get; }

    /// <summary>10⁹ operations per second.</summary>
    public double GigaflopsPerSecond => PerNanosecond(Flops);

    /// <summary>10⁹ bytes per second.</summary>
    public double GigabytesPerSecond => PerNanosecond(Bytes);

    /// <summary>The part of the machine's fused multiply-adds that the step reaches.</summary>
    public double ComputeShare => GigaflopsPerSecond / _peaks.GigaflopsPerSecond;

    /// <summary>The part of the machine's memory traffic that the step reaches; above 1 where its data lie in the caches, which are faster than memory.</summary>
    public double BandwidthShare => GigabytesPerSecond / _peaks.GigabytesPerSecond;

    /// <summary>How near the step is to what the machine can do: the larger of <see cref="ComputeShare"/> and <see cref="BandwidthShare"/>.</summary>
    public double PeakShare => Math.Max(ComputeShare, BandwidthShare);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private double PerNanosecond(double amount) => Microseconds > 0 ? amount / (Microseconds * 1e3) : 0;
}
