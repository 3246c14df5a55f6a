namespace Keratin.Benchmarks.Tests;

public sealed class GrowthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(2)]
    public void A_powers_exponent_is_found(double exponent)
    {
        (double, double)[] points = [.. ((double[])[1, 3, 10, 500]).Select(value => (value, 0.02 * Math.Pow(value, exponent)))];
        Assert.Equal(exponent, Growth.Exponent(points), 1e-12);
    }

    [Fact]
    public void The_large_end_is_its_own() =>
        Assert.Equal(1, Growth.ExponentAtTheEnd([(1, 5), (2, 5), (4, 5), (8, 10), (16, 20)]), 1e-12);
}
