using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

public sealed class NormalizationTests
{
    private static readonly NDArray Rows = new float[,] { { 1, 10, 5 }, { 3, 30, 5 }, { 5, 20, 5 }, { 7, 40, 5 } };

    [Fact]
    public void Adapted_it_brings_each_feature_to_mean_0_and_variance_1_and_survives_one_that_never_varies()
    {
        var layer = new Normalization();
        layer.Adapt(Rows);
        var model = new Sequential(layer);
        float[] y = model.Predict(Rows).ToArray();
        for (int i = 0; i < y.Length; i++)
        {
            double mean = i % 3 == 0 ? 4 : i % 3 == 1 ? 25 : 5, deviation = i % 3 == 0 ? Math.Sqrt(5) : i % 3 == 1 ? Math.Sqrt(125) : 1e-7;
            Assert.Equal((Rows[i / 3, i % 3] - mean) / deviation, y[i], 1e-6);
        }
        Assert.Equal(["normalization/mean", "normalization/variance", "normalization/count"], model.Weights.Select(weight => weight.Name));
        Assert.Equal(7, model.ParameterCount);
        Assert.Empty(model.TrainableWeights);
    }

    [Fact]
    public void Adapting_later_changes_what_a_built_model_predicts()
    {
        var layer = new Normalization();
        var model = new Sequential(layer);
        Assert.Equal(Rows.ToArray(), model.Predict(Rows).ToArray());
        layer.Adapt(Rows);
        var before = new Normalization();
        before.Adapt(Rows);
        Assert.Equal(new Sequential(before).Predict(Rows).Bits(), model.Predict(Rows).Bits());
    }

    [Fact]
    public void Sparse_rows_a_list_of_numbers_and_more_axes_can_be_adapted_to()
    {
        NDArray sparse = Examples.MultiHot(50, 20);
        Normalization dense = new(), thin = new(), list = new(), deep = new();
        dense.Adapt(sparse.ToDense());
        thin.Adapt(sparse);
        var model = new Sequential(thin);
        Assert.Equal(new Sequential(dense).Predict(sparse.ToDense()).Bits(), model.Predict(sparse).Bits());
        list.Adapt(new float[] { 1, 3 });
        Assert.Equal([-1, 1], new Sequential(list).Predict(new float[] { 1, 3 }).ToArray());
        deep.Adapt(Rows.Reshape(2, 2, 3));
        new Sequential(deep).Predict(Rows.Reshape(2, 2, 3));
        Assert.Equal([4, 25, 5], deep.Weights[0].Values.ToArray());
        Assert.Equal([5, 125, 0], deep.Weights[1].Values.ToArray());
    }

    [Fact]
    public void Training_leaves_the_statistics_alone()
    {
        var layer = new Normalization();
        layer.Adapt(Rows);
        var model = new Sequential(layer, new Dense(1));
        model.Compile("sgd", "mse");
        model.Fit(Rows[..3], new float[] { 1, 2, 3 }, epochs: 3, verbose: 0);
        Assert.Equal([4, 25, 5], model.GetWeights()[0].ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_adapted_outlives_a_reset_of_the_weights(bool first)
    {
        var layer = new Normalization(inputShape: [3]);
        if (first) layer.Adapt(Examples.Numbers(5, 3));
        var model = new Sequential(layer, new Dense(1));
        layer.Adapt(Rows);
        model.Compile("sgd", "mse");
        float[] kernel = model.GetWeights()[3].ToArray();
        model.Fit(Rows[..3], new float[] { 1, 2, 3 }, verbose: 0);
        model.ResetWeights();
        Assert.Equal(Rows.Mean(axis: 0).ToArray(), model.GetWeights()[0].ToArray());
        Assert.Equal(Rows.Var(axis: 0).ToArray(), model.GetWeights()[1].ToArray());
        Assert.Equal(kernel, model.GetWeights()[3].ToArray());
    }

    [Fact]
    public void Given_statistics_are_used_as_they_are_and_are_no_weights()
    {
        var layer = new Normalization(mean: Rows.Mean(axis: 0), variance: Rows.Var(axis: 0));
        var model = new Sequential(layer);
        var adapted = new Normalization();
        adapted.Adapt(Rows);
        Assert.Equal(new Sequential(adapted).Predict(Rows).Bits(), model.Predict(Rows).Bits());
        Assert.Empty(model.Weights);
        Assert.Equal([0, -0.5f, 1], new Sequential(new Normalization(new float[] { 2 }, new float[] { 4 })).Predict(new float[,] { { 2, 1, 4 } }).ToArray());
    }

    [Fact]
    public void Inverted_it_goes_back()
    {
        var model = new Sequential(new Normalization(Rows.Mean(axis: 0), Rows.Var(axis: 0)), new Normalization(Rows.Mean(axis: 0), Rows.Var(axis: 0), invert: true));
        Reference.Close(Rows.ToDoubles(), model.Predict(Rows).ToDoubles(), 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        NDArray three = new float[] { 1, 2, 3 };
        Refused<ArgumentException>("Normalization needs both mean and variance, or neither of them and a call of Adapt, but only mean was given.", () => new Normalization(mean: three));
        Refused<ArgumentException>("Normalization needs both mean and variance, or neither of them and a call of Adapt, but only variance was given.", () => new Normalization(variance: three));
        Refused<ArgumentException>("Normalization expects one variance per feature, an array with one axis, but got the shape (4, 3).", () => new Normalization(three, Rows));
        Refused<ArgumentException>("Normalization expects variances from 0 up, but one is -1.", () => new Normalization(three, new float[] { 1, -1, 1 }));
        Refused<ArgumentException>("Normalization \"normalization\" was given a mean of 3 numbers but gets rows of 20 features: give one number per feature, or a single one.", () => new Sequential(new Normalization(three, three)).Predict(Examples.Numbers(2, 20)));
        Refused<InvalidOperationException>("Normalization \"normalization\" was given its mean and variance, so there is nothing to adapt: leave them out, or leave out the call of Adapt.", () => new Normalization(three, three).Adapt(Rows));
        Refused<ArgumentException>("data must be finite numbers, but row 1 has a NaN or an infinity at place 0: replace or leave out what is missing.", () => new Normalization().Adapt(new float[,] { { 1 }, { float.NaN } }));
        Refused<ArgumentException>("data holds no data: its shape is (0, 3).", () => new Normalization().Adapt(NDArray.Zeros([0, 3])));
        var adapted = new Normalization();
        adapted.Adapt(Rows);
        Refused<ArgumentException>("Normalization \"normalization\" was adapted to rows of 3 features but gets an input of shape (None, 20): adapt it to rows like those that it gets.", () => new Sequential(adapted).Predict(Examples.Numbers(2, 20)));
        var built = new Normalization(inputShape: [3]);
        _ = new Sequential(built);
        Refused<ArgumentException>("Normalization \"normalization\" expects 3 features but got 20 (an input of shape (2, 20)): give it rows of 3 numbers, or make a new model for rows of 20.", () => built.Adapt(Examples.Numbers(2, 20)));
    }

    private static void Refused<TException>(string words, Action action) where TException : Exception =>
        Assert.Equal(words, Assert.Throws<TException>(action).Message.Split(" (Parameter '")[0]);
}
