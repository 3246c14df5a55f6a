using Keratin.Core;

namespace Keratin.Tests;

/// <summary>Layers that draw random numbers while training: their statistics, and that they follow from seed, place and step alone.</summary>
public sealed class NoiseLayerTests
{
    private const int Count = 100_000;

    public static TheoryData<string, Func<Layer>> All => new()
    {
        { "gaussian_noise", () => new GaussianNoise(0.5) },
        { "gaussian_dropout", () => new GaussianDropout(0.2) },
        { "alpha_dropout", () => new AlphaDropout(0.3) },
    };

    private static double[] Run(Layer layer, LayerContext context, double value, long step = 0)
    {
        Node x = Reference.Input(100), y = layer.Apply(x, context);
        var executor = new ReferenceExecutor(new Graph([y], []));
        executor.State[context.Iteration] = [step];
        executor.Run(Count / 100, new Dictionary<Node, double[]> { [x] = Enumerable.Repeat(value, Count).ToArray() });
        return executor.Value(y).ToArray();
    }

    private static (double Mean, double Deviation) Statistics(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    [Fact]
    public void Gaussian_noise_is_normal_with_the_given_deviation()
    {
        double[] noise = Run(new GaussianNoise(0.5), Reference.Context(training: true), 3);
        (double mean, double deviation) = Statistics(noise);
        Assert.Equal(3, mean, 0.01);
        Assert.Equal(0.5, deviation, 0.01);
        Assert.Equal(0.0455, noise.Count(value => Math.Abs(value - 3) > 1) / (double)Count, 0.003);
        Assert.Equal(0.0027, noise.Count(value => Math.Abs(value - 3) > 1.5) / (double)Count, 0.0008);
    }

    [Fact]
    public void Normal_noise_is_the_quantile_of_uniform_noise()
    {
        double[] noise = Run(new GaussianNoise(1), Reference.Context(training: true), 0);
        var counter = new Variable("counter", Shape.Scalar, ElementType.Int64);
        double[] uniform = Reference.Run(new Node(new UniformNoise(Reference.Context().Key(RandomPurpose.Noise), [Shape.Batch, 100]), counter.Read), Count / 100);
        for (int i = 0; i < Count; i++) Assert.Equal(NormalDistribution.Quantile((1 + uniform[i]) / 2), noise[i], 2e-6);
    }

    [Fact]
    public void Gaussian_dropout_has_the_mean_and_deviation_of_dropout()
    {
        (double mean, double deviation) = Statistics(Run(new GaussianDropout(0.2), Reference.Context(training: true), 2));
        Assert.Equal(2, mean, 0.02);
        Assert.Equal(2 * Math.Sqrt(0.2 / 0.8), deviation, 0.02);
    }

    [Fact]
    public void Alpha_dropout_puts_a_share_at_the_floor_of_selu()
    {
        const double rate = 0.3, floor = -1.7580993408473766;
        double scale = Math.Pow((1 - rate) * (1 + rate * floor * floor), -0.5);
        double[] y = Run(new AlphaDropout(rate), Reference.Context(training: true), 0.7);
        double kept = scale * 0.7 - scale * floor * rate, dropped = scale * floor - scale * floor * rate;
        Assert.All(y, value => Assert.True(Math.Abs(value - kept) < 1e-6 || Math.Abs(value - dropped) < 1e-6));
        Assert.Equal(rate, y.Count(value => Math.Abs(value - dropped) < 1e-6) / (double)Count, 0.01);
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Noise_follows_from_seed_place_and_step(string name, Func<Layer> make)
    {
        Assert.Equal(name, make().Name);
        double[] noise = Run(make(), Reference.Context(training: true), 1);
        Assert.Equal(noise, Run(make(), Reference.Context(training: true), 1));
        Assert.NotEqual(noise, Run(make(), Reference.Context(training: true, seed: 2), 1));
        Assert.NotEqual(noise, Run(make(), Reference.Context(training: true, layerIndex: 1), 1));
        Assert.NotEqual(noise, Run(make(), Reference.Context(training: true), 1, step: 1));
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Otherwise_the_input_is_passed_on(string name, Func<Layer> make)
    {
        Assert.NotEmpty(name);
        Node x = Reference.Input(3);
        Assert.Same(x, make().Apply(x, Reference.Context()));
        foreach (Layer layer in (Layer[])[new GaussianNoise(0), new GaussianDropout(0), new AlphaDropout(0)])
            Assert.Same(x, layer.Apply(x, Reference.Context(training: true)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_change_no_bit(int threads)
    {
        NDArray x = Examples.Numbers(300, 50), y = Examples.Labels(300, 10);
        string Trained(int count)
        {
            var model = new Sequential([new GaussianNoise(0.1), new Dense(256, "selu"), new AlphaDropout(0.2), new Dense(256, "gelu"), new GaussianDropout(0.2), new Dense(10, "softmax")], seed: 1) { Threads = count };
            model.Compile("rmsprop", "sparse_categorical_crossentropy");
            model.Fit(x, y, batchSize: 256, epochs: 2, verbose: 0);
            return model.Bits();
        }
        Assert.Equal(Trained(1), Trained(threads));
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new GaussianNoise(-1), "GaussianNoise needs a stddev from 0 on, such as 0.1, but got -1." },
        { () => _ = new GaussianDropout(1), "GaussianDropout needs a rate from 0 to below 1 but got 1." },
        { () => _ = new AlphaDropout(double.NaN), "AlphaDropout needs a rate from 0 to below 1 but got NaN." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_parameter_out_of_range_is_refused_in_words(Action make, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
