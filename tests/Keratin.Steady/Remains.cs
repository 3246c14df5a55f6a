namespace Keratin.Steady;

/// <summary>What stays of models that were dropped.</summary>
/// <param name="Models">How many of them are still there.</param>
/// <param name="ManagedKiB">How much larger the managed heap is, in KiB.</param>
/// <param name="ResidentKiB">How much larger the process is, in KiB.</param>
/// <param name="Threads">How many more threads there are.</param>
internal sealed record Remains(int Models, long ManagedKiB, long ResidentKiB, int Threads)
{
    public override string ToString() => FormattableString.Invariant($"models {Models} {ManagedKiB} {ResidentKiB} {Threads}");
}
