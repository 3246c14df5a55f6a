using Keratin.Core;

namespace Keratin.Tests;

public sealed class DropoutTests
{
    private static double[] Run(double rate, LayerContext context, long step = 0) => Run(new Dropout(rate), context, step);

    private static double[] Run(Layer layer, LayerContext context, long step = 0)
    {
        Node x = Reference.Input(100), y = layer.Apply(x, context);
        var executor = new ReferenceExecutor(new Graph([y], []));
        executor.State[context.Iteration] = [step];
        executor.Run(10, new Dictionary<Node, double[]> { [x] = Enumerable.Repeat(1.0, 1000).ToArray() });
        return executor.Value(y).ToArray();
    }

    [Fact]
    public void In_training_a_share_falls_out_and_the_rest_is_enlarged()
    {
        double[] y = Run(0.2, Reference.Context(training: true));
        Assert.InRange(y.Count(value => value == 0), 150, 250);
        Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - 1.25) < 1e-6));
    }

    [Fact]
    public void Otherwise_it_is_the_input_itself()
    {
        Node x = Reference.Input(3);
        Assert.Same(x, new Dropout(0.5).Apply(x, Reference.Context()));
        Assert.Same(x, new Dropout(0).Apply(x, Reference.Context(training: true)));
    }

    [Fact]
    public void Rate_1_gives_zeros() => Assert.All(Run(1, Reference.Context(training: true)), value => Assert.Equal(0, value));

    [Fact]
    public void The_mask_follows_from_seed_place_and_step()
    {
        double[] mask = Run(0.5, Reference.Context(training: true));
        Assert.Equal(mask, Run(0.5, Reference.Context(training: true)));
        Assert.NotEqual(mask, Run(0.5, Reference.Context(training: true, seed: 2)));
        Assert.NotEqual(mask, Run(0.5, Reference.Context(training: true, layerIndex: 1)));
        Assert.NotEqual(mask, Run(0.5, Reference.Context(training: true), step: 1));
    }

    [Fact]
    public void A_seed_of_its_own_decides_alone()
    {
        foreach (Func<int?, Layer> make in (Func<int?, Layer>[])[seed => new Dropout(0.5, seed), seed => new AlphaDropout(0.5, seed), seed => new GaussianDropout(0.5, seed), seed => new GaussianNoise(0.5, seed)])
        {
            double[] seeded = Run(make(7), Reference.Context(training: true));
            Assert.Equal(seeded, Run(make(7), Reference.Context(training: true, seed: 2, layerIndex: 3)));
            Assert.NotEqual(seeded, Run(make(8), Reference.Context(training: true)));
            Assert.NotEqual(seeded, Run(make(null), Reference.Context(training: true)));
            Assert.NotEqual(seeded, Run(make(7), Reference.Context(training: true), step: 1));
        }
    }

    [Theory]
    [InlineData(-0.1, "-0.1")]
    [InlineData(1.5, "1.5")]
    [InlineData(double.NaN, "NaN")]
    public void The_rate_is_a_share(double rate, string written) =>
        Assert.StartsWith($"Dropout needs a rate from 0 to 1 but got {written}.", Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(rate)).Message);
}
