namespace Keratin.Tests;

public sealed class WeightsTests
{
    [Fact]
    public void Weights_that_were_taken_can_be_put_into_another_model_of_the_same_shape()
    {
        Sequential from = Examples.Classification(6, seed: 1), to = Examples.Classification(6, seed: 2);
        NDArray x = Examples.Numbers(5, 6);
        from.Fit(x, Examples.Labels(5, 5), verbose: 0);

        to.SetWeights(from.GetWeights());

        Assert.Equal(from.Bits(), to.Bits());
        Assert.Equal(from.Predict(x).Bits(), to.Predict(x).Bits());
        Assert.Equal(["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"], to.Weights.Select(weight => weight.Name));
        Assert.Equal(["(6, 8)", "(8,)", "(8, 5)", "(5,)"], to.GetWeights().Select(weight => weight.Shape.ToString()));
        Assert.Equal(6 * 8 + 8 + 8 * 5 + 5, to.ParameterCount);
    }

    [Fact]
    public void GetWeights_copies_and_SetWeights_copies()
    {
        Sequential model = Examples.Classification(6);
        NDArray[] before = model.GetWeights();
        string bits = string.Join(' ', before.Select(weight => weight.Bits()));

        model.Fit(Examples.Numbers(5, 6), Examples.Labels(5, 5), verbose: 0);
        Assert.Equal(bits, string.Join(' ', before.Select(weight => weight.Bits())));

        model.SetWeights(before);
        model.Fit(Examples.Numbers(5, 6), Examples.Labels(5, 5), verbose: 0);
        Assert.Equal(bits, string.Join(' ', before.Select(weight => weight.Bits())));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_and_none_is_changed()
    {
        Sequential model = Examples.Classification(6);
        string before = model.Bits();
        NDArray[] weights = Examples.Classification(6, seed: 9).GetWeights();

        Assert.StartsWith("Sequential \"sequential\" has 4 weights but SetWeights got 3 arrays.", Assert.Throws<ArgumentException>(() => model.SetWeights(weights[..3])).Message, StringComparison.Ordinal);
        NDArray[] misshapen = [.. weights[..3], NDArray.Zeros([6])];
        Assert.StartsWith("The weight \"dense_1/bias\" of Sequential \"sequential\" has the shape (5,) but array 3 has (6,).", Assert.Throws<ArgumentException>(() => model.SetWeights(misshapen)).Message, StringComparison.Ordinal);
        NDArray[] lacking = [.. weights[..3], null!];
        Assert.StartsWith("Array 3 for SetWeights is null: the weight \"dense_1/bias\" needs one of shape (5,).", Assert.Throws<ArgumentException>(() => model.SetWeights(lacking)).Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void A_model_that_is_not_built_says_how_to_build_it()
    {
        Sequential model = Examples.Classification();
        const string words = "Sequential \"sequential\" has no weights yet, so {0} has nothing to work on: fit it first, or state inputShape in its first layer.";
        Assert.Equal(words.Replace("{0}", "GetWeights"), Assert.Throws<InvalidOperationException>(model.GetWeights).Message);
        Assert.Equal(words.Replace("{0}", "SetWeights"), Assert.Throws<InvalidOperationException>(() => model.SetWeights([])).Message);
        Assert.Empty(model.Weights);
        Assert.Null(model.OutputShape);
    }

    [Fact]
    public void Layers_that_are_not_trainable_keep_their_weights()
    {
        Sequential model = Examples.Classification(6);
        model.Layers[0].Trainable = false;
        model.Compile("adam", "sparse_categorical_crossentropy");
        NDArray[] before = model.GetWeights();

        model.Fit(Examples.Numbers(5, 6), Examples.Labels(5, 5), verbose: 0);

        NDArray[] after = model.GetWeights();
        Assert.Equal(before[..2].Select(weight => weight.Bits()), after[..2].Select(weight => weight.Bits()));
        Assert.NotEqual(before[2].Bits(), after[2].Bits());
        Assert.Equal(["dense_1/kernel", "dense_1/bias"], model.TrainableWeights.Select(weight => weight.Name));
    }

    [Fact]
    public void Automatic_names_keep_clear_of_given_ones()
    {
        var model = new Sequential(new Dense(1, name: "dense_1"), new Dense(1), new Dense(1), new Flatten(), new Activation("relu"));
        Assert.Equal(["dense_1", "dense", "dense_2", "flatten", "activation"], model.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Added_layers_make_the_same_model_as_listed_ones()
    {
        var added = new Sequential([], seed: 3);
        added.Add(new Input(6));
        added.Add(new Dense(8, "relu"));
        added.Add(new Dense(5, "softmax"));
        var listed = new Sequential([new Dense(8, "relu", inputShape: [6]), new Dense(5, "softmax")], seed: 3);

        Assert.Equal(listed.Bits(), added.Bits());
        Assert.Equal([Shape.Batch, 5], added.OutputShape!);
    }
}
