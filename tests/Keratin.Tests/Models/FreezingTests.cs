using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What is frozen stays as it is, costs nothing, and is counted apart.</summary>
public sealed class FreezingTests
{
    private static readonly NDArray X = Examples.Numbers(12, 6);
    private static readonly NDArray Y = Examples.Labels(12, 5);

    [Fact]
    public void A_frozen_layer_is_neither_differentiated_nor_updated()
    {
        Sequential free = Deep(), frozen = Deep();
        frozen.Layers[0].Trainable = false;
        frozen.Layers[1].Trainable = false;
        foreach (Sequential model in (Sequential[])[free, frozen]) model.Compile("rmsprop", "sparse_categorical_crossentropy");
        string[] before = Bits(frozen);

        string[] all = Steps(free), left = Steps(frozen);
        frozen.Fit(X, Y, verbose: 0);

        Assert.Equal(before[..4], Bits(frozen)[..4]);
        Assert.NotEqual(before[4], Bits(frozen)[4]);
        Assert.Equal(6, all.Count(step => step.Contains("Update<", StringComparison.Ordinal)));
        Assert.Equal(2, left.Count(step => step.Contains("Update<", StringComparison.Ordinal)));
        // No product with a transposed matrix is left but the last layer's own: nothing flows to the layers below.
        Assert.Single(left, step => step.Contains('ᵀ', StringComparison.Ordinal));
        Assert.Equal(["dense_2/kernel", "dense_2/bias"], Weights(frozen.TrainableWeights));
        Assert.Equal(["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"], Weights(frozen.NonTrainableWeights));
    }

    [Fact]
    public void Layers_above_a_frozen_one_learn_the_bits_they_would_learn_on_its_outputs()
    {
        Sequential whole = Deep();
        whole.Layers[0].Trainable = false;
        whole.Compile("adam", "sparse_categorical_crossentropy");
        NDArray[] weights = whole.GetWeights();
        var first = new Sequential([new Dense(8, "relu", inputShape: [6])]);
        first.SetWeights(weights[..2]);
        var rest = new Sequential([new Dense(7, "tanh", inputShape: [8]), new Dense(5, "softmax")], seed: 3);
        rest.Compile("adam", "sparse_categorical_crossentropy");
        rest.SetWeights(weights[2..]);

        whole.Fit(X, Y, batchSize: 5, epochs: 2, verbose: 0, shuffle: false);
        rest.Fit(first.Predict(X), Y, batchSize: 5, epochs: 2, verbose: 0, shuffle: false);

        Assert.Equal(rest.GetWeights().Select(weight => weight.Bits()), whole.GetWeights()[2..].Select(weight => weight.Bits()));
    }

    [Fact]
    public void A_model_freezes_all_its_layers_and_frees_them_again()
    {
        Sequential model = Deep();
        model.Trainable = false;
        Assert.All(model.Layers, layer => Assert.False(layer.Trainable));
        Assert.Empty(model.TrainableWeights);
        Assert.Equal(Weights(model.Weights), Weights(model.NonTrainableWeights));

        model.Compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]);
        string before = model.Bits();
        History history = model.Fit(X, Y, epochs: 2, verbose: 0);
        Assert.Equal(before, model.Bits());
        Assert.Equal(history["loss"][0], history["loss"][1], 1e-12);

        model.Trainable = true;
        Assert.All(model.Layers, layer => Assert.True(layer.Trainable));
        Assert.Equal(6, model.TrainableWeights.Count);
    }

    [Fact]
    public void A_change_takes_effect_at_the_next_Compile()
    {
        Sequential model = Deep();
        model.Compile("rmsprop", "sparse_categorical_crossentropy");
        model.Layers[0].Trainable = false;
        string[] before = Bits(model);

        model.Fit(X, Y, verbose: 0);
        model.Fit(X, Y, batchSize: 4, verbose: 0);
        string[] trained = Bits(model);
        Assert.All(Enumerable.Range(0, 6), i => Assert.NotEqual(before[i], trained[i]));

        model.Compile("rmsprop", "sparse_categorical_crossentropy");
        model.Fit(X, Y, verbose: 0);
        Assert.Equal(trained[..2], Bits(model)[..2]);
        Assert.NotEqual(trained[2], Bits(model)[2]);
    }

    [Fact]
    public void A_layer_that_is_built_after_Compile_is_frozen_too()
    {
        var model = new Sequential([new Dense(4), new Dense(5, "softmax")], seed: 1);
        model.Layers[0].Trainable = false;
        model.Compile("sgd", "sparse_categorical_crossentropy");
        model.Predict(X);
        string[] before = Bits(model);

        model.Fit(X, Y, verbose: 0);

        Assert.Equal(before[..2], Bits(model)[..2]);
        Assert.NotEqual(before[2], Bits(model)[2]);
    }

    private static Sequential Deep() => new([new Dense(8, "relu", inputShape: [6]), new Dense(7, "tanh"), new Dense(5, "softmax")], seed: 3);

    private static string[] Steps(Sequential model) => [.. model.Profile(X, Y, steps: 1).Steps.Select(step => step.Name)];

    private static string[] Bits(Sequential model) => [.. model.GetWeights().Select(weight => weight.Bits())];

    private static string[] Weights(IEnumerable<Variable> weights) => [.. weights.Select(weight => weight.Name)];
}
