using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

public sealed class BatchNormalizationTests
{
    private static readonly NDArray X = Examples.Numbers(10, 3) * 4 + 1;

    [Fact]
    public void Its_weights_are_those_of_Keras_in_order_with_their_first_values()
    {
        var layer = new BatchNormalization();
        layer.Apply(Reference.Input(2), Reference.Context());
        Assert.Equal(["batch_normalization/gamma", "batch_normalization/beta", "batch_normalization/moving_mean", "batch_normalization/moving_variance"], layer.Weights.Select(weight => weight.Name));
        Assert.Equal([1, 1, 0, 0, 0, 0, 1, 1], layer.Weights.SelectMany(weight => weight.Values.ToArray()));
        Assert.Equal(2, layer.TrainableWeights.Count);
        Assert.Equal(["batch_normalization/moving_mean", "batch_normalization/moving_variance"], layer.NonTrainableWeights.Select(weight => weight.Name));
        Assert.Equal((0.99, 1e-3, true, true), (layer.Momentum, layer.Epsilon, layer.Center, layer.Scale));
        var bare = new BatchNormalization(center: false, scale: false);
        bare.Apply(Reference.Input(2), Reference.Context());
        Assert.Equal(2, bare.Weights.Count);
        Assert.Empty(bare.TrainableWeights);
    }

    [Fact]
    public void In_inference_it_uses_its_moving_statistics()
    {
        var model = new Sequential([new BatchNormalization(epsilon: 0.01)], seed: 1);
        model.Predict(X);
        float[] gamma = [2, 0.5f, -1], beta = [1, 0, 3], mean = [0.5f, 1, -1], variance = [4, 0.25f, 1];
        model.SetWeights([gamma, beta, mean, variance]);
        float[] y = model.Predict(X).ToArray();
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(gamma[i % 3] * ((double)X[i / 3, i % 3] - mean[i % 3]) / Math.Sqrt(variance[i % 3] + 0.01) + beta[i % 3], y[i], 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_training_it_uses_the_batch_and_renews_its_moving_statistics_with_the_population_variance(bool steps)
    {
        // A loss that shows the layer's output: the mean of (gamma · normalized + beta − 0)².
        NDArray x = steps ? X.Reshape(5, 2, 3) : X;
        var model = new Sequential([new BatchNormalization(momentum: 0.9, betaInitializer: new Constant(0.5f))], seed: 1);
        model.Compile(new SGD(1e-12), "mse");
        double loss = model.TrainOnBatch(x, NDArray.Zeros(x.Shape))["loss"];

        double[] mean = new double[3], variance = new double[3];
        for (int i = 0; i < 30; i++) mean[i % 3] += X[i / 3, i % 3] / 10.0;
        for (int i = 0; i < 30; i++) variance[i % 3] += Math.Pow(X[i / 3, i % 3] - mean[i % 3], 2) / 10;
        double expected = 0;
        for (int i = 0; i < 30; i++) expected += Math.Pow((X[i / 3, i % 3] - mean[i % 3]) / Math.Sqrt(variance[i % 3] + 1e-3) + 0.5, 2) / 30;
        Assert.Equal(expected, loss, 1e-6);
        NDArray[] weights = model.GetWeights();
        Reference.Close([.. mean.Select(value => 0.1 * value)], weights[2].ToDoubles(), 1e-6);
        Reference.Close([.. variance.Select(value => 0.9 + 0.1 * value)], weights[3].ToDoubles(), 1e-6);
    }

    [Fact]
    public void Frozen_it_normalizes_as_in_inference_and_keeps_its_statistics()
    {
        var model = new Sequential([new BatchNormalization(), new Dense(1)], seed: 1);
        model.Layers[0].Trainable = false;
        model.Compile(new SGD(1e-12), "mse");
        NDArray y = Examples.Numbers(10, 1);
        double inference = model.Evaluate(X, y)["loss"];

        Assert.Equal(inference, model.TrainOnBatch(X, y)["loss"]);
        Assert.Equal([0, 0, 0, 1, 1, 1], model.GetWeights()[2..4].SelectMany(weight => weight.ToArray()));

        model.Trainable = true;
        model.Compile(new SGD(1e-12), "mse");
        Assert.NotEqual(inference, model.TrainOnBatch(X, y)["loss"]);
        Assert.NotEqual([0, 0, 0], model.GetWeights()[2].ToArray());
    }

    [Fact]
    public void A_loss_that_is_not_finite_leaves_the_moving_statistics_alone()
    {
        var model = new Sequential([new BatchNormalization(), new Dense(1)], seed: 1);
        model.Compile("sgd", "mse");
        model.Predict(X);
        string before = model.Bits();
        Assert.Throws<NotFiniteNumberException>(() => model.TrainOnBatch(X, Enumerable.Repeat(3e38f, 10).ToArray()));
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void Any_number_of_threads_trains_the_same_bits()
    {
        NDArray x = Examples.Numbers(600, 300), y = Examples.Labels(600, 10);
        string Trained(int threads)
        {
            var model = new Sequential([new Dense(128), new BatchNormalization(), new Activation("relu"), new Dense(64, "relu"), new LayerNormalization(), new Dense(10, "softmax")], seed: 1) { Threads = threads };
            model.Compile("adam", "sparse_categorical_crossentropy");
            model.Fit(x, y, batchSize: 256, epochs: 2, verbose: 0);
            return model.Bits() + model.Predict(x).Bits();
        }
        string one = Trained(1);
        Assert.Equal(one, Trained(2));
        Assert.Equal(one, Trained(3));
    }

    [Fact]
    public void A_momentum_or_an_epsilon_out_of_range_is_refused()
    {
        Assert.StartsWith("BatchNormalization needs a momentum from 0 to 1, such as 0.99, but got 1.5.", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNormalization(momentum: 1.5)).Message, StringComparison.Ordinal);
        Assert.StartsWith("BatchNormalization needs a small positive epsilon, such as 0.001, but got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNormalization(epsilon: 0)).Message, StringComparison.Ordinal);
        Assert.Equal("BatchNormalization \"batch_normalization\" expects rows of features, as in an input of shape (None, 13), but got (None,): give each row an axis of its own, (None, 1) for a single feature.",
            Assert.Throws<ArgumentException>(() => new BatchNormalization().Apply(Reference.Input(), Reference.Context())).Message);
    }
}
