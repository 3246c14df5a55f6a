namespace Keratin.Tests;

public sealed class CloneTests
{
    private static readonly NDArray X = Examples.Numbers(8, 3);
    private static readonly NDArray Y = Examples.Numbers(8, 1, seed: 2);

    [Fact]
    public void A_clone_has_the_layers_and_weights_of_its_own()
    {
        var model = new Sequential([new Dense(4, activation: "relu", inputShape: [3]), new BatchNormalization(), new Sequential(new Dense(2), new PReLU()), new Dense(1)], seed: 7);
        model.Compile(loss: "mse");
        model.Fit(X, Y, verbose: 0);
        Sequential clone = model.Clone(seed: 7);
        Assert.Null(clone.Optimizer);
        Assert.Equal(model.Weights.Select(weight => (weight.Name, weight.Shape)), clone.Weights.Select(weight => (weight.Name, weight.Shape)));
        Assert.NotEqual(model.Bits(), clone.Bits());
        string trained = model.Bits();
        clone.Compile(loss: "mse");
        clone.Fit(X, Y, verbose: 0);
        Assert.Equal(trained, model.Bits());
        Assert.Equal(model.Bits(), clone.Bits());
        clone.Fit(X, Y, verbose: 0);
        clone.SetWeights(model.GetWeights());
        Assert.Equal(model.Predict(X).Bits(), clone.Predict(X).Bits());
    }

    [Fact]
    public void A_model_that_does_not_know_its_input_yet_is_cloned_as_it_is()
    {
        var model = new Sequential(new Dense(4), new Dense(1));
        Assert.False(model.Clone().Built);
        Assert.True(new Sequential(new Input(3), new Dense(1)).Clone().Built);
    }

    [Fact]
    public void Reset_weights_train_as_at_first()
    {
        Sequential model = Examples.Regression(3, optimizer: new Adam());
        string first = model.Bits();
        model.Fit(X, Y, epochs: 3, verbose: 0);
        string trained = model.Bits();
        model.ResetWeights();
        Assert.Equal(first, model.Bits());
        model.Fit(X, Y, epochs: 3, verbose: 0);
        Assert.Equal(trained, model.Bits());
    }

    [Fact]
    public void A_reset_puts_back_the_learning_rate_from_before_the_training()
    {
        Sequential model = Examples.Regression(3, optimizer: new SGD(0.5));
        model.Optimizer!.LearningRate = 0.25;
        Callback[] halve = [new LearningRateScheduler((_, rate) => rate / 2)];
        History first = model.Fit(X, Y, epochs: 3, verbose: 0, callbacks: halve);
        string trained = model.Bits();
        model.Optimizer.LearningRate = 1;
        model.ResetWeights();
        Assert.Equal(0.25, model.Optimizer.LearningRate);
        History second = model.Fit(X, Y, epochs: 3, verbose: 0, callbacks: halve);
        Assert.Equal(first["learning_rate"], second["learning_rate"]);
        Assert.Equal(trained, model.Bits());
        model.ResetWeights();
        model.Optimizer.LearningRate = 0.125;
        model.TrainOnBatch(X, Y);
        model.Optimizer.LearningRate = 1;
        model.ResetWeights();
        Assert.Equal(0.125, model.Optimizer.LearningRate);
    }

    [Fact]
    public void A_reset_before_any_training_keeps_the_learning_rate_that_was_set()
    {
        Sequential model = Examples.Regression(3, optimizer: new SGD(0.5));
        model.Optimizer!.LearningRate = 0.25;
        model.ResetWeights();
        Assert.Equal(0.25, model.Optimizer.LearningRate);
    }

    [Fact]
    public void A_reset_forgets_that_averages_stood_in_for_the_weights()
    {
        Sequential model = Make(), other = Make();
        model.Fit(X, Y, verbose: 0);
        model.Optimizer!.SwapAverages(inPlace: true);
        model.ResetWeights();
        model.Fit(X, Y, epochs: 2, verbose: 0, callbacks: [new SwapEMAWeights()]);
        other.Fit(X, Y, epochs: 2, verbose: 0);
        Assert.Equal(other.Bits(), model.Bits());

        static Sequential Make() => Examples.Regression(3, optimizer: new SGD { UseEma = true, EmaMomentum = 0.5 });
    }

    [Fact]
    public void A_clone_keeps_what_is_frozen_and_the_name_of_the_input()
    {
        var inner = new Sequential(new Dense(2, name: "first"), new Dense(2, name: "second"));
        var model = new Sequential(new Input([3], "measurements"), inner, new Dense(1)) { Trainable = false };
        inner.Trainable = true;
        inner.Layers[0].Trainable = false;
        Sequential clone = model.Clone();
        Assert.False(clone.Trainable);
        Assert.True(clone.Layers[0].Trainable);
        Assert.Equal([false, true], ((Model)clone.Layers[0]).Layers.Select(layer => layer.Trainable));
        Assert.False(clone.Layers[1].Trainable);
        Assert.StartsWith("Input \"measurements\" was given inputShape: [3]", Assert.Throws<ArgumentException>(() => new Sequential(new Input(4), clone)).Message);
    }

    [Fact]
    public void A_popped_layer_leaves_the_others_trained()
    {
        Sequential model = Examples.Regression(3);
        model.Fit(X, Y, verbose: 0);
        NDArray[] weights = model.GetWeights();
        Layer last = model.Pop();
        Assert.Equal([8], model.OutputShape![1..]);
        Assert.Equal([weights[0].Bits(), weights[1].Bits()], model.GetWeights().Select(weight => weight.Bits()));
        Assert.Null(model.Optimizer);
        model.Add(new Dense(2, name: "head"));
        model.Compile(loss: "mse");
        model.Fit(X, Examples.Numbers(8, 2), verbose: 0);
        Assert.Equal([1], new Sequential(new Dense(8, inputShape: [3]), last).OutputShape![1..]);
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        Assert.Equal("Sequential \"sequential\" has no layer to take away.", Assert.Throws<InvalidOperationException>(() => new Sequential().Pop()).Message);
        Assert.StartsWith("Sequential \"sequential\" has no weights yet, so ResetWeights has nothing to work on", Assert.Throws<InvalidOperationException>(() => Examples.Regression().ResetWeights()).Message);
    }
}
