using SkiaSharp;

namespace Keratin.Tests;

public sealed class WeightDrawingTests
{
    private static Sequential Model() => new([new Dense(4, activation: "relu", inputShape: [3], name: "first"), new BatchNormalization(name: "norm"), new Dense(1, name: "last")], seed: 1);

    [Fact]
    public void Each_weight_has_a_panel_titled_by_its_name_with_its_shape_and_spread()
    {
        Sequential model = Model();
        string[] texts = model.PlotWeights().Texts();
        Assert.All(model.Weights, weight => Assert.Single(texts, weight.Name));
        Assert.Contains("(4,): 1 ± 0", texts);
        Assert.Contains("(1,): 0", texts);
        NDArray kernel = model.GetWeights()[0];
        Assert.Contains(FormattableString.Invariant($"(3, 4): {kernel.Mean():G4} ± {kernel.Std():G4}"), texts);
    }

    [Fact]
    public void A_kernel_and_its_bias_stand_side_by_side()
    {
        using SKBitmap pixels = new Sequential([new Dense(2, inputShape: [3]), new Dense(1)], seed: 1).PlotWeights().Pixels();
        Assert.Equal((640, 440), (pixels.Width, pixels.Height));
    }

    [Fact]
    public void Zero_is_marked_by_a_dark_line_also_far_from_the_values()
    {
        var model = new Sequential([new Dense(1, useBias: false, inputShape: [2])], seed: 1);
        model.SetWeights([new NDArray([5, 6], [2, 1])]);
        using SKBitmap pixels = model.PlotWeights().Pixels(640, 440);
        int[] dark = [.. Enumerable.Range(0, 640).Where(x => Enumerable.Range(60, 250).All(y => pixels.GetPixel(x, y) is { Red: < 120, Green: < 120, Blue: < 120 }))];
        Assert.InRange(dark.Length, 1, 3);
        Assert.InRange(dark[0], 30, 120);
        int[] blue = [.. Enumerable.Range(0, 640).Where(x => Enumerable.Range(100, 250).Any(y => pixels.GetPixel(x, y) == Palette.Training.ToSKColor()))];
        Assert.True(blue[0] > 320);
    }

    [Fact]
    public void The_weights_are_those_of_the_moment_of_the_call()
    {
        Sequential model = Model();
        Picture picture = model.PlotWeights();
        string[] before = picture.Texts();
        model.SetWeights([.. model.GetWeights().Select(weight => weight + 1)]);
        Assert.Equal(before, picture.Texts());
        Assert.NotEqual(before, model.PlotWeights().Texts());
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_counted_in_the_title()
    {
        var model = new Sequential([new Dense(1, inputShape: [3], name: "lost")], seed: 1);
        model.SetWeights([new NDArray([float.NaN, 1, float.PositiveInfinity], [3, 1]), new NDArray([float.NaN], [1])]);
        string[] texts = model.PlotWeights().Texts();
        Assert.Contains("lost/kernel, 2 not finite", texts);
        Assert.Contains("lost/bias, 1 not finite", texts);
        Assert.Contains("(1,)", texts);
    }

    [Fact]
    public void A_model_without_weights_has_nothing_to_draw()
    {
        Assert.StartsWith("There is nothing to draw: Sequential \"sequential\" has no weights.", Assert.Throws<ArgumentException>(() => new Sequential(new Input(3), new Dropout(0.5f)).PlotWeights()).Message);
        Assert.Contains("has no weights yet", Assert.Throws<InvalidOperationException>(() => new Sequential(new Dense(1)).PlotWeights()).Message, StringComparison.Ordinal);
    }
}
