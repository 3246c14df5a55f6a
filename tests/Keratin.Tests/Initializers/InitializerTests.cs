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
    [InlineData("zero", typeof(Zeros))]
    [InlineData("one", typeof(Ones))]
    [InlineData("constant", typeof(Constant))]
    [InlineData("identity", typeof(Identity))]
    [InlineData("lecun_normal", typeof(LecunNormal))]
    [InlineData("lecun_uniform", typeof(LecunUniform))]
    [InlineData("normal", typeof(RandomNormal))]
    [InlineData("random_normal", typeof(RandomNormal))]
    [InlineData("uniform", typeof(RandomUniform))]
    [InlineData("random_uniform", typeof(RandomUniform))]
    [InlineData("truncated_normal", typeof(TruncatedNormal))]
    [InlineData("variance_scaling", typeof(VarianceScaling))]
    [InlineData("orthogonal", typeof(Orthogonal))]
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
    [InlineData("lecun_uniform", 300, 1, 1.7320508)]
    [InlineData("lecun_normal", 300, 1, 2.2736)]
    [InlineData("variance_scaling", 300, 1, 2.2736)]
    [InlineData("random_uniform", 1, 0.0025 / 3, 1.7320508)]
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

    [Theory]
    [InlineData(0.0, 0.05)]
    [InlineData(3.0, 2.0)]
    public void Normal_values_have_the_given_mean_and_deviation(double mean, double deviation)
    {
        float[] values = Fill(new RandomNormal(mean, deviation), [300, 200]);
        Assert.Equal(mean, values.Average(), deviation * 0.02);
        Assert.Equal(deviation, Deviation([.. values.Select(x => (float)(x - mean))]), deviation * 0.02);
        // Of 60,000 normal values, 4.6 % lie beyond two deviations and 0.27 % beyond three.
        Assert.Equal(0.0455, values.Count(x => Math.Abs(x - mean) > 2 * deviation) / 60_000.0, 0.003);
        Assert.Equal(0.0027, values.Count(x => Math.Abs(x - mean) > 3 * deviation) / 60_000.0, 0.001);
    }

    [Fact]
    public void Truncated_values_end_at_two_deviations_and_are_not_stretched()
    {
        float[] values = Fill(new TruncatedNormal(1, 0.5), [300, 200]);
        Assert.Equal(1, values.Average(), 0.01);
        Assert.InRange(values.Max(), 1.98, 2.00001);
        Assert.InRange(values.Min(), -0.00001, 0.02);
        Assert.Equal(0.5 * 0.8796, Deviation([.. values.Select(x => x - 1)]), 0.01);
    }

    [Fact]
    public void Uniform_values_fill_their_range()
    {
        float[] values = Fill(new RandomUniform(2, 5), [300, 200]);
        Assert.InRange(values.Min(), 2, 2.001);
        Assert.InRange(values.Max(), 4.999, 5);
        Assert.Equal(3.5, values.Average(), 0.02);
    }

    [Theory]
    [InlineData("fan_in", "uniform", 300)]
    [InlineData("fan_out", "untruncated_normal", 200)]
    [InlineData("fan_avg", "truncated_normal", 250)]
    [InlineData("fan_avg", "normal", 250)]
    public void Variance_scaling_has_Keras_variance(string mode, string distribution, double fan)
    {
        double deviation = Math.Sqrt(3 / fan);
        Assert.Equal(deviation, Deviation(Fill(new VarianceScaling(3, mode, distribution), [300, 200])), deviation * 0.02);
    }

    [Fact]
    public void The_named_initializers_are_variance_scaling()
    {
        Assert.Equal(Fill(new VarianceScaling(1, "fan_avg", "uniform"), [20, 10]), Fill("glorot_uniform", [20, 10]));
        Assert.Equal(Fill(new VarianceScaling(2, "fan_in", "truncated_normal"), [20, 10]), Fill("he_normal", [20, 10]));
        Assert.Equal(Fill(new VarianceScaling(1, "fan_in", "uniform"), [20, 10]), Fill("lecun_uniform", [20, 10]));
    }

    [Fact]
    public void Identity_has_its_gain_on_the_diagonal()
    {
        Assert.Equal([1, 0, 0, 0, 1, 0], Fill("identity", [2, 3]));
        Assert.Equal([0.5f, 0, 0, 0.5f, 0, 0], Fill(new Identity(0.5f), [3, 2]));
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    [InlineData(40, 40)]
    public void Orthogonal_rows_or_columns_stand_at_right_angles_with_the_length_of_the_gain(int rows, int columns)
    {
        float[] q = Fill(new Orthogonal(gain: 2), [rows, columns]);
        bool tall = rows >= columns;
        int count = Math.Min(rows, columns), size = Math.Max(rows, columns);
        for (int a = 0; a < count; a++)
            for (int b = 0; b <= a; b++)
                Assert.Equal(a == b ? 4 : 0, Enumerable.Range(0, size).Sum(i => At(i, a) * At(i, b)), 2e-6);

        double At(int along, int which) => tall ? q[along * columns + which] : q[which * columns + along];
    }

    [Fact]
    public void New_random_initializers_follow_the_key_or_their_own_seed()
    {
        foreach (Func<int?, Initializer> make in (Func<int?, Initializer>[])[seed => new RandomNormal(seed: seed), seed => new RandomUniform(seed: seed),
            seed => new TruncatedNormal(seed: seed), seed => new LecunNormal(seed), seed => new LecunUniform(seed), seed => new Orthogonal(seed: seed), seed => new VarianceScaling(seed: seed)])
        {
            Assert.NotEqual(Fill(make(null), [5, 4], key: 1), Fill(make(null), [5, 4], key: 2));
            Assert.Equal(Fill(make(3), [5, 4], key: 1), Fill(make(3), [5, 4], key: 2));
            Assert.NotEqual(Fill(make(3), [5, 4]), Fill(make(4), [5, 4]));
        }
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new RandomNormal(stddev: -1), "RandomNormal: stddev must not be negative but was -1." },
        { () => _ = new TruncatedNormal(mean: double.NaN), "TruncatedNormal: mean must be a finite number but was NaN." },
        { () => _ = new Constant(float.NaN), "Constant: value must be a finite number but was NaN." },
        { () => _ = new Identity(float.PositiveInfinity), "Identity: gain must be a finite number but was Infinity." },
        { () => _ = new Orthogonal(float.NaN), "Orthogonal: gain must be a finite number but was NaN." },
        { () => _ = new RandomUniform(1, 0), "RandomUniform: maxval must be at least minval, 1, but was 0." },
        { () => _ = new VarianceScaling(0), "VarianceScaling: scale must be positive but was 0." },
        { () => _ = new VarianceScaling(mode: "fan"), "VarianceScaling: mode must be \"fan_in\", \"fan_out\" or \"fan_avg\" but was \"fan\"." },
        { () => _ = new VarianceScaling(distribution: "gauss"), "VarianceScaling: distribution must be \"truncated_normal\", \"untruncated_normal\" or \"uniform\" but was \"gauss\"." },
        { () => Fill("identity", [3]), "Identity fills matrices, such as a kernel, but the weight has the shape (3,): choose another initializer for it." },
        { () => Fill("orthogonal", [3]), "Orthogonal fills weights of at least two axes, such as a kernel, but the weight has the shape (3,): choose another initializer for it." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_misuse_is_refused_in_words(Action act, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(act).Message);
}
