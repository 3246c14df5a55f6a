using CsCheck;

namespace Keratin.Tests;

public sealed class CurveTests
{
    [Fact]
    public void Smoothing_is_the_exponential_moving_average_that_begins_with_the_first_value()
    {
        Assert.Equal([1, 1.5, 2.25, 4.125], new Curve("", [1, 2, 3, 6]).Smooth(0.5).Values);
        Assert.Equal([10, 11, 12.9, 8.61], new Curve("", [10, 20, 30, -30]).Smooth(0.9).Values, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void Smoothing_by_nothing_changes_no_value() =>
        Gen.Double.Array.Sample(values => Assert.Equal(values, new Curve("", values).Smooth(0).Values));

    [Fact]
    public void A_smoothed_curve_stays_between_the_smallest_and_the_largest_value() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 50], Gen.Double[0, 0.999]).Sample((values, factor) =>
            Assert.All(new Curve("", values).Smooth(factor).Values, value => Assert.InRange(value, values.Min() - 1e-6, values.Max() + 1e-6)));

    [Fact]
    public void An_epoch_without_a_value_stays_so_and_does_not_enter_the_average()
    {
        Assert.Equal([double.NaN, 1, double.NaN, 2], new Curve("", [double.NaN, 1, double.NaN, 3]).Smooth(0.5).Values);
    }

    [Fact]
    public void The_best_value_is_the_first_of_equals_and_finite()
    {
        var curve = new Curve("", [double.NegativeInfinity, 3, 1, 1, 3, double.NaN, double.PositiveInfinity]);
        Assert.Equal(2, curve.Best(largest: false));
        Assert.Equal(1, curve.Best(largest: true));
        Assert.Null(new Curve("", [double.NaN]).Best(largest: false));
    }
}
