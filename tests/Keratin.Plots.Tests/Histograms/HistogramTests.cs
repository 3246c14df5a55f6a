using CsCheck;

namespace Keratin.Tests;

public sealed class HistogramTests
{
    [Fact]
    public void Each_value_is_in_the_bin_that_holds_it()
    {
        // A range of 8 over 8 values, the middle half 4 wide: by the rule 2 · 4 / 2 = 4 wide, but no wider than 8 / 8.
        Histogram histogram = Histogram.Of([-2, -1.5, -0.25, 0, 0.25, 3, 3.5, 6]);
        Assert.Equal((-2, 1), (histogram.Start, histogram.Width));
        Assert.Equal([2, 1, 2, 0, 0, 2, 0, 0, 1], histogram.Counts);
        Assert.Equal(7, histogram.End);
    }

    [Fact]
    public void Many_values_have_narrower_bins_but_at_most_sixty()
    {
        double[] line = [.. Enumerable.Range(0, 1000).Select(i => i / 1000.0)];
        // 2 · 0.5 / 10 = 0.1 of a range of about 1.
        Assert.Equal(10, Histogram.Of(line).Counts.Length);
        Assert.InRange(Histogram.Of([.. line, 1000]).Counts.Length, 59, 60);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-3e20)]
    public void Equal_values_are_one_bin_around_them(double value)
    {
        Histogram histogram = Histogram.Of([value, value, value]);
        Assert.Equal([3], histogram.Counts);
        Assert.True(histogram.Start < value && value < histogram.End);
    }

    [Fact]
    public void No_value_is_lost_and_zero_is_an_edge() =>
        Gen.Select(Gen.Double[-100, 100].Array[1, 300], Gen.Double[-1e4, 1e4]).Sample((values, shift) =>
        {
            double[] all = [.. values.Select(value => value + shift)];
            Histogram histogram = Histogram.Of(all);
            Assert.Equal(all.Length, histogram.Counts.Sum());
            Assert.True(histogram.Counts.Length <= 61);
            if (histogram.Counts.Length == 1) return;
            Assert.Equal(0, Math.IEEERemainder(histogram.Start, histogram.Width), 6);
            Assert.True(histogram.Start <= all.Min() && all.Max() < histogram.End + 1e-9 * Math.Abs(histogram.End));
        });
}
