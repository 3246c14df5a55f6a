namespace Keratin.Benchmarks.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(4.6e-7, "460 ns")]
    [InlineData(1.25e-6, "1.25 µs")]
    [InlineData(0.0305, "30.5 ms")]
    [InlineData(3.24, "3.24 s")]
    [InlineData(123.4, "123 s")]
    public void Times_have_three_digits(double seconds, string text) => Assert.Equal(text, Figures.Time(seconds));

    [Fact]
    public void A_missing_figure_is_a_dash() => Assert.Equal("–", Figures.Time(null));

    [Fact]
    public void A_ratio_has_its_extremes()
    {
        Assert.Equal("**12.7 ×** (9.0–106)", Figures.Of(new Ratio(12.66, 9, 106.4)));
        Assert.Equal("**0.9 ×**", Figures.Of(new Ratio(0.9, 0.9, 0.9)));
    }

    [Fact]
    public void A_goal_says_whether_it_is_reached()
    {
        Assert.Equal("12 × ✓", Figures.Goal(12, new Ratio(12, 11, 13)));
        Assert.Equal("1.6 × **✗**", Figures.Goal(1.6, new Ratio(1.59, 1, 3)));
        Assert.Equal("1.6 ×", Figures.Goal(1.6, null));
        Assert.Equal("", Figures.Goal(null, new Ratio(1, 1, 1)));
    }

    [Theory]
    [InlineData(65_536, "64k")]
    [InlineData(512, "512")]
    [InlineData(0.003, "0.003")]
    public void A_sweeps_values_are_short(double value, string text) => Assert.Equal(text, Figures.Count(value));
}
