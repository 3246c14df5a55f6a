using System.Runtime.Intrinsics;
using CsCheck;
using Keratin.Core;

namespace Keratin.Core.Tests;

public sealed class LaneTests
{
    private static readonly Vector512<float> s_lanes = Vector512.Create(1f, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);

    [Fact]
    public unsafe void Store_writes_the_first_lanes_and_nothing_behind_them()
    {
        float* memory = stackalloc float[40];
        for (int count = 0; count <= 20; count++)
        {
            for (int i = 0; i < 40; i++) memory[i] = -1;
            Lane.Store(s_lanes, memory + 10, count);
            for (int i = 0; i < 40; i++) Assert.Equal(i >= 10 && i < 10 + Math.Min(count, 16) ? i - 9 : -1, memory[i]);
        }
    }

    [Fact]
    public void Keep_replaces_the_lanes_from_the_count_on()
    {
        for (int count = -1; count <= 20; count++)
            for (int lane = 0; lane < 16; lane++)
                Assert.Equal(lane < count ? s_lanes[lane] : -7, Lane.Keep(s_lanes, count, -7)[lane]);
    }

    [Fact]
    public void Sum_adds_halves_to_halves_in_one_order() =>
        Gen.Float[-1e6f, 1e6f].Array[16].Sample(values =>
        {
            float[] sums = [.. values];
            for (int half = 8; half > 0; half /= 2)
                for (int i = 0; i < half; i++) sums[i] += sums[i + half];
            return BitConverter.SingleToInt32Bits(sums[0]) == BitConverter.SingleToInt32Bits(Lane.Sum(Vector512.Create(values)));
        });

    [Fact]
    public void Max_finds_the_largest_lane_and_keeps_NaN()
    {
        Gen.Float[-100, 100].Array[16].Sample(values => values.Max() == Lane.Max(Vector512.Create(values)));
        for (int lane = 0; lane < 16; lane++) Assert.Equal(float.NaN, Lane.Max(s_lanes.WithElement(lane, float.NaN)));
    }

    [Fact]
    public void Index_counts_the_lanes()
    {
        for (int lane = 0; lane < Lane.Count; lane++) Assert.Equal(lane, Lane.Index[lane]);
    }
}
