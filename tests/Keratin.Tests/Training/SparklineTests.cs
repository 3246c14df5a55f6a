using CsCheck;

namespace Keratin.Tests;

public sealed class SparklineTests
{
    [Fact]
    public void The_smallest_value_is_the_lowest_block_and_the_largest_the_highest()
    {
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7], 8));
        Assert.Equal("█▁", Sparkline.Of([1e-9, -1e-9], 8));
    }

    [Fact]
    public void A_constant_is_a_line_in_the_middle() => Assert.Equal("▄▄▄", Sparkline.Of([2, 2, 2], 8));

    [Fact]
    public void What_is_not_finite_is_a_gap_and_bends_no_other_block()
    {
        Assert.Equal("▁ █ ", Sparkline.Of([0, double.NaN, 1, double.PositiveInfinity], 8));
        Assert.Equal("▁█", Sparkline.Of([0, double.NaN, 1, double.PositiveInfinity], 2));
        Assert.Equal("  ", Sparkline.Of([double.NaN, double.NaN], 8));
        Assert.Equal("", Sparkline.Of([], 8));
    }

    [Fact]
    public void Values_of_very_different_sizes_are_drawn_by_their_logarithms()
    {
        Assert.Equal("█▇▄▂▁", Sparkline.Of([10_000, 2_000, 80, 8, 1], 5));
        Assert.Equal("█▁▁▁▁", Sparkline.Of([1e4, 1e3, 1e2, 1e1, 0], 5));
        Assert.Equal("█▅▁", Sparkline.Of([10, 5.5, 1], 3));
    }

    [Fact]
    public void The_largest_and_smallest_doubles_have_a_curve() =>
        Assert.Equal("█▅▁", Sparkline.Of([double.MaxValue, 0, -double.MaxValue], 3));

    [Fact]
    public void Neighbours_are_averaged_where_they_do_not_fit_and_each_counts_in_one_block()
    {
        // 7 values in 3 blocks: 2, 2 and 3 of them.
        Assert.Equal("▁▄█", Sparkline.Of([0, 2, 3, 5, 7, 7, 10], 3));
        Gen.Select(Gen.Double[-5, 5].Array[1, 300], Gen.Int[1, 60]).Sample((values, width) =>
        {
            string line = Sparkline.Of(values, width);
            Assert.Equal(Math.Min(width, values.Length), line.Length);
            if (line.Length > 1) Assert.True(line.Contains('▁') && line.Contains('█'));
        });
    }
}
