namespace Keratin.Tests;

public sealed class InitializerTests
{
    private static float[] Fill(Initializer initializer, Shape shape, ulong key = 7)
    {
        float[] values = new float[shape.Size];
        values.AsSpan().Fill(float.NaN);
        initializer.Fill(values, shape, key);
        return values;
    }

    private static double Deviation(float[] values) => Math.Sqrt(values.Average(x => (double)x * x));

    [Theory]
    [InlineData("glorot_uniform", typeof(GlorotUniform))]
    [InlineData("GlorotNormal", typeof(GlorotNormal))]
    [InlineData("he_uniform", typeof(HeUniform))]
    [InlineData("he_normal", typeof(HeNormal))]
    [InlineData("zeros", typeof(Zeros))]
    [InlineData("ones", typeof(Ones))]
    public void A_name_stands_for_a_fresh_initializer(string name, Type type)
    {
        Initializer first = name, second = name;
        Assert.IsType(type, first);
        Assert.NotSame(first, second);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones_and_the_nearest()
    {
        var error = Assert.Throws<ArgumentException>(() => (Initializer)"glorot");
        Assert.StartsWith("There is no initializer \"glorot\".", error.Message);
        Assert.EndsWith("Did you mean \"glorot_normal\"?", error.Message);
    }

    [Theory]
    [InlineData(new int[] { }, 1, 1)]
    [InlineData(new[] { 5 }, 5, 5)]
    [InlineData(new[] { 10, 4 }, 10, 4)]
    [InlineData(new[] { 3, 3, 8, 16 }, 72, 144)]
    public void Fans_are_counted_as_in_Keras(int[] shape, double input, double output) =>
        Assert.Equal(new Fans(input, output), Fans.Of(Shape.Create(shape)));

    [Fact]
    public void Constants_fill_the_whole_weight()
    {
        Assert.All(Fill(new Zeros(), [3, 4]), x => Assert.Equal(0, x));
        Assert.All(Fill(new Ones(), [3, 4]), x => Assert.Equal(1, x));
        Assert.All(Fill(new Constant(0.5f), [3, 4]), x => Assert.Equal(0.5f, x));
    }

    // 300 x 200 numbers: the mean of the squares of that many is within 2 % of its expectation.
    [Theory]
    [InlineData("glorot_uniform", 500 / 2.0, 1, 1.7320508)]
    [InlineData("glorot_normal", 500 / 2.0, 1, 2.2736)]
    [InlineData("he_uniform", 300, 2, 1.7320508)]
    [InlineData("he_normal", 300, 2, 2.2736)]
    public void Random_values_have_Keras_variance_and_limits_and_no_drift(string name, double fan, double scale, double limitInDeviations)
    {
        float[] values = Fill(name, [300, 200]);
        double deviation = Math.Sqrt(scale / fan);
        Assert.Equal(deviation, Deviation(values), deviation * 0.02);
        Assert.InRange(values.Average(), -0.02 * deviation, 0.02 * deviation);
        double largest = values.Max(x => Math.Abs((double)x));
        Assert.InRange(largest, deviation * limitInDeviations * 0.99, deviation * limitInDeviations * 1.0001);
        Assert.InRange(values.Distinct().Count(), values.Length * 0.99, values.Length);
    }

    [Fact]
    public void A_value_depends_on_the_key_and_its_place_alone()
    {
        Assert.Equal(Fill(new GlorotUniform(), [20, 10]), Fill(new GlorotUniform(), [20, 10]));
        Assert.NotEqual(Fill(new GlorotUniform(), [20, 10]), Fill(new GlorotUniform(), [20, 10], key: 8));
    }

    [Fact]
    public void A_seed_of_its_own_repeats_the_values_whatever_the_key()
    {
        Assert.Equal(Fill(new HeNormal(seed: 3), [20, 10], key: 1), Fill(new HeNormal(seed: 3), [20, 10], key: 2));
        Assert.NotEqual(Fill(new HeNormal(seed: 3), [20, 10]), Fill(new HeNormal(seed: 4), [20, 10]));
    }

    // From Python's statistics.NormalDist().inv_cdf, which is the same algorithm.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 1.2815515655446008)]
    [InlineData(0.075, -1.4395314709384557)]
    [InlineData(0.3, -0.5244005127080407)]
    [InlineData(0.02275013194817921, -2.0)]
    [InlineData(0.977, 1.9953933101678243)]
    [InlineData(0.99999, 4.26489079392384)]
    [InlineData(1e-08, -5.61200124417479)]
    [InlineData(1e-20, -9.262340089798405)]
    [InlineData(1e-300, -37.0470962993612)]
    public void The_normal_quantile_is_exact(double probability, double quantile) =>
        Assert.Equal(quantile, NormalDistribution.Quantile(probability), 1e-14 * Math.Max(1, Math.Abs(quantile)));
}
