using Keratin.Core;

namespace Keratin.Tests;

public sealed class LayerNormalizationTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void It_normalizes_each_row_by_itself(int width)
    {
        var layer = new LayerNormalization(epsilon: 0.01, betaInitializer: new Constant(0.5f), gammaInitializer: new Constant(2));
        Node x = Reference.Input(2, width), y = layer.Apply(x, Reference.Context(training: true));
        double[] data = [.. Enumerable.Range(0, 6 * width).Select(i => Math.Sin(i) * (i + 1))], expected = new double[data.Length];
        for (int row = 0; row < 6; row++)
        {
            double[] values = data[(row * width)..((row + 1) * width)];
            double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
            for (int i = 0; i < width; i++) expected[row * width + i] = 2 * (values[i] - mean) / Math.Sqrt(variance + 0.01) + 0.5;
        }
        Reference.Close(expected, Reference.Run(y, 3, (x, data)), 1e-7);
        Assert.Equal(["layer_normalization/gamma", "layer_normalization/beta"], layer.Weights.Select(weight => weight.Name));
        Assert.Equal(2, layer.TrainableWeights.Count);
    }

    [Fact]
    public void Without_center_and_scale_it_has_no_weights()
    {
        var layer = new LayerNormalization(center: false, scale: false);
        Node x = Reference.Input(2), y = layer.Apply(x, Reference.Context());
        Assert.Empty(layer.Weights);
        Reference.Close([-1 / Math.Sqrt(1.001), 1 / Math.Sqrt(1.001)], Reference.Run(y, 1, (x, [1, 3])), 1e-7);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.StartsWith("LayerNormalization needs a small positive epsilon, such as 0.001, but got -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new LayerNormalization(epsilon: -1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("LayerNormalization \"layer_normalization\" expects rows of features", Assert.Throws<ArgumentException>(() => new LayerNormalization().Apply(Reference.Input(), Reference.Context())).Message, StringComparison.Ordinal);
    }
}
