using Keratin.Core;

namespace Keratin.Core.Tests;

public sealed class MachinePeaksTests
{
    [Fact]
    public void Peaks_are_measured_once_and_remembered()
    {
        MachinePeaks peaks = MachinePeaks.Of(1);
        Assert.True(peaks.GigaflopsPerSecond > 0 && peaks.GigabytesPerSecond > 0, peaks.ToString());
        Assert.Equal(peaks, MachinePeaks.Of(1));
    }

    [Fact]
    public unsafe void The_triad_is_one_array_plus_a_multiple_of_another()
    {
        AlignedMemory x = new(64 * sizeof(float)), y = new(64 * sizeof(float)), z = new(64 * sizeof(float));
        for (int i = 0; i < 64; i++) (((float*)x.Pointer)[i], ((float*)y.Pointer)[i]) = (i, 2 * i);
        PeakKernels.Triad((float*)x.Pointer, (float*)y.Pointer, (float*)z.Pointer, 0.5f, 64);
        for (int i = 0; i < 64; i++) Assert.Equal(2 * i, ((float*)z.Pointer)[i]);
        GC.KeepAlive((x, y, z));
    }

    [Fact]
    public void The_chains_of_multiply_adds_stay_normal_numbers() => Assert.Equal(24, PeakKernels.MultiplyAdd(1000), 1e-3);
}
