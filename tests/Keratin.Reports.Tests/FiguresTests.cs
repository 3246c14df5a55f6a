namespace Keratin.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.86213, "0.8621")]
    [InlineData(-0.5, "−0.5")]
    [InlineData(19.1342, "19.13")]
    [InlineData(99_999, "99,999")]
    [InlineData(0.0000123, "1.23e−5")]
    [InlineData(2e9, "2e9")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Numbers_have_four_digits_that_count(double value, string text) => Assert.Equal(text, Figures.Short(value));

    [Fact]
    public void Numbers_of_a_column_have_their_points_below_each_other()
    {
        Assert.Equal(["21.90", "50.00", "−3.50", "–"], ((double[])[21.9, 50, -3.5, double.NaN]).Select(Figures.Aligned([21.9, 50, -3.5])));
        Assert.Equal(["1", "1,200"], ((double[])[1, 1200]).Select(Figures.Aligned([1, 1200])));
        Assert.Equal("1e−5", Figures.Aligned([1e-5, 2e-5])(1e-5));
    }

    [Theory]
    [InlineData(0.0005, "0.5 ms")]
    [InlineData(0.085, "85 ms")]
    [InlineData(1.26, "1.3 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(7500, "2 h 5 min")]
    public void Times_are_as_short_as_they_can_be(double seconds, string text) => Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.5, "50.0 %")]
    [InlineData(0.0001, "< 0.1 %")]
    [InlineData(0, "0.0 %")]
    public void Shares_do_not_pretend_to_be_nothing(double share, string text) => Assert.Equal(text, Figures.Percent(share));

    [Fact]
    public void A_sample_is_even_has_what_must_be_kept_and_is_all_where_there_is_little()
    {
        Assert.Equal([0, 1, 2], Sample.Of(3, 3));
        Assert.Equal([0, 2, 5, 7], Sample.Of(10, 4));
        Assert.Equal([0, 2, 3, 5, 7, 9], Sample.Of(10, 4, 3, 9));
        Assert.Equal(100, Sample.Of(int.MaxValue, 100).Length);
    }

    [Theory]
    [InlineData("loss", "Loss")]
    [InlineData("binary_accuracy", "Binary accuracy")]
    [InlineData("mae", "MAE")]
    [InlineData("rmse", "RMSE")]
    public void Panels_are_called_what_people_call_their_values(string name, string title) => Assert.Equal(title, Figures.TitleOf(name));
}
