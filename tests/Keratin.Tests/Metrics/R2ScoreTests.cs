namespace Keratin.Tests;

public sealed class R2ScoreTests
{
    private static readonly NDArray Truth = new float[,] { { 1, 10 }, { 2, 30 }, { 4, 20 }, { 7, 60 }, { 3, 10 } };
    private static readonly NDArray Predictions = new float[,] { { 2, 12 }, { 2, 25 }, { 3, 30 }, { 6, 50 }, { 3, 20 } };
    private static readonly double[] Weights = [1, 0.5, 2, 1, 3];

    private static (double Error, double Variation) Of(int column, double[] weights)
    {
        double[] t = Column(Truth), p = Column(Predictions);
        double mean = t.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum();
        double Sum(Func<int, double> square) => Enumerable.Range(0, 5).Sum(i => weights[i] * square(i));
        return (Sum(i => (t[i] - p[i]) * (t[i] - p[i])), Sum(i => (t[i] - mean) * (t[i] - mean)));

        double[] Column(NDArray array) => [.. Enumerable.Range(0, 5).Select(row => (double)array.ToArray()[2 * row + column])];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_the_share_of_variation_that_is_explained(bool weighted)
    {
        double[] weights = weighted ? Weights : [1, 1, 1, 1, 1];
        NDArray? given = weighted ? (NDArray)Array.ConvertAll(Weights, value => (float)value) : null;
        (double Error, double Variation)[] columns = [Of(0, weights), Of(1, weights)];
        double uniform = columns.Average(column => 1 - column.Error / column.Variation);
        double byVariance = 1 - columns.Sum(column => column.Error) / columns.Sum(column => column.Variation);
        Assert.Equal(uniform, MetricRun.Of(new R2Score(), Truth, Predictions, given, batchSize: 2), 1e-6);
        Assert.Equal(byVariance, MetricRun.Of(new R2Score("variance_weighted_average"), Truth, Predictions, given, batchSize: 2), 1e-6);
        // Keras counts every target, here 10, as a sample.
        Assert.Equal(1 - (1 - uniform) * 9 / 6, MetricRun.Of(new R2Score(numRegressors: 3), Truth, Predictions, given), 1e-6);
        Assert.Equal(uniform, MetricRun.Of(new R2Score(numRegressors: 9), Truth, Predictions, given), 1e-6);
    }

    [Fact]
    public void Targets_that_do_not_vary_score_0() =>
        Assert.Equal(0, MetricRun.Of("r2_score", new float[] { 2, 2, 2 }, new float[] { 1, 2, 3 }));
}
