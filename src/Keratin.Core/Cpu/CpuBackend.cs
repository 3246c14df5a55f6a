namespace Keratin.Core;

/// <summary>Runs plans on the processor's vector units.</summary>
internal sealed class CpuBackend : IBackend
{
    public static CpuBackend Instance { get; } = new();

    public ILowering Lower(Plan plan) => new CpuLowering(plan);
}
