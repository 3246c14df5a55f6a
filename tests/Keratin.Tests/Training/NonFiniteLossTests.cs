using Keratin.Core;

namespace Keratin.Tests;

/// <summary>A loss that is not finite stops training before its step: the last finite weights stay.</summary>
public sealed class NonFiniteLossTests
{
    private static readonly NDArray X = Examples.Numbers(8, 3);

    [Fact]
    public void Weights_that_grow_beyond_all_bounds_are_answered_with_step_and_layer()
    {
        Sequential model = Examples.Regression(3, optimizer: new SGD(1e30));
        var steps = new Steps();

        NotFiniteNumberException error = Assert.Throws<NotFiniteNumberException>(() => model.Fit(X, Examples.Numbers(8, 1), batchSize: 4, verbose: 0, callbacks: [steps]));

        Assert.Equal(
            "The loss was not finite at step 2 of epoch 1: Dense \"dense_1\" is the first layer whose output is not finite. "
            + "The step was not made; the model keeps the weights from before it. "
            + "Try a smaller learning rate (now 1E+30), or scale the inputs and targets.", error.Message);
        Assert.Single(steps.Bits);
        Assert.Equal(steps.Bits[0], model.Bits());
        Assert.All(model.Weights, weight => Assert.True(System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(weight.Values)));
        Assert.Equal(1, model.Optimizer!.Iteration.Counter);
        Assert.Equal(0, model.History!.Epochs);
    }

    [Fact]
    public void Targets_too_large_for_the_loss_are_answered_with_the_loss()
    {
        NDArray huge = new float[] { 1e38f, 0, 0, 0, 0, 0, 0, -1 };
        Sequential model = Examples.Regression(3);
        string before = model.Bits();
        const string words = "the output of every layer is finite, so it is the loss mean_squared_error itself, with targets from -1 to 1E+38. "
            + "The step was not made; the model keeps the weights from before it. Try a smaller learning rate (now 0.001), or scale the inputs and targets.";

        Assert.Equal("The loss was not finite at step 1 of epoch 1: " + words, Assert.Throws<NotFiniteNumberException>(() => model.Fit(X, huge, verbose: 0)).Message);
        Assert.Equal(before, model.Bits());
        Assert.Equal(0, model.Optimizer!.Iteration.Counter);
        Assert.Equal("The loss was not finite at step 1 of epoch 1: " + words, Assert.Throws<NotFiniteNumberException>(() => model.TrainOnBatch(X, huge)).Message);
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void The_slots_of_the_optimizer_are_those_of_the_last_finite_step_too()
    {
        NDArray y = Examples.Numbers(8, 1, seed: 2), huge = new float[] { 1e38f, 0, 0, 0, 0, 0, 0, 0 };
        Sequential model = Examples.Regression(3, optimizer: "adam"), spared = Examples.Regression(3, optimizer: "adam");
        model.TrainOnBatch(X, y);
        spared.TrainOnBatch(X, y);

        Assert.Throws<NotFiniteNumberException>(() => model.TrainOnBatch(X, huge));
        model.TrainOnBatch(X, y);
        spared.TrainOnBatch(X, y);

        Assert.Equal(spared.Bits(), model.Bits());
    }

    [Fact]
    public void The_epochs_before_it_stay_in_the_history()
    {
        Sequential model = Examples.Regression(3);
        model.Fit(X, Examples.Numbers(8, 1), epochs: 2, verbose: 0, callbacks: [new BreaksWeights()]);
        Assert.Equal(2, model.History!.Epochs);

        NotFiniteNumberException error = Assert.Throws<NotFiniteNumberException>(() => model.Fit(X, Examples.Numbers(8, 1), epochs: 5, verbose: 0, callbacks: [new BreaksWeights(after: 1)]));

        Assert.StartsWith("The loss was not finite at step 1 of epoch 3: Dense \"dense\" is the first layer", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1], model.History!.Epoch);
    }

    [Fact]
    public void A_branch_that_fails_is_named_and_no_weight_of_any_branch_moves()
    {
        Input left = new([3], "left"), right = new([3], "right");
        KerasTensor joined = new Add().Call(new Dense(4, name: "a").Call(left), new Dense(4, name: "b").Call(right));
        var model = new Model([left, right], [new Dense(1, name: "sum").Call(joined), new BatchNormalization().Call(joined)], seed: 1);
        model.Compile("adam", ["mse", "mse"]);
        NDArray y = NDArray.Zeros([8, 1]), z = NDArray.Zeros([8, 4]);
        Span<float> kernel = model.Layers.Single(layer => layer.Name == "b").Weights[0].Values;
        kernel.Fill(1e30f);
        string before = model.Bits();

        var error = Assert.Throws<NotFiniteNumberException>(() => model.TrainOnBatch([X, X * 1e10f], [y, z]));
        Assert.StartsWith("The loss was not finite at step 1 of epoch 1: Dense \"b\" is the first layer whose output is not finite. ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Bits());

        kernel[2] = float.PositiveInfinity;
        error = Assert.Throws<NotFiniteNumberException>(() => model.Fit([X, X], [y, z], verbose: 0));
        Assert.StartsWith("The loss was not finite at step 1 of epoch 1: Dense \"b\" is the first layer whose output is not finite, because its weight \"b/kernel\" is not: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_stops_at_its_batch_and_keeps_what_the_batches_before_have_taught()
    {
        NDArray y = Examples.Numbers(8, 1, seed: 2);
        Sequential model = Examples.Regression(3), spared = Examples.Regression(3);
        spared.Fit([(X, y), (X, y)], verbose: 0);

        var error = Assert.Throws<NotFiniteNumberException>(() => model.Fit([(X, y), (X, y), (X, y + 3e38f), (X, y)], verbose: 0));

        Assert.StartsWith("The loss was not finite at step 3 of epoch 1: the output of every layer is finite, so it is the loss mean_squared_error itself", error.Message, StringComparison.Ordinal);
        Assert.Equal(spared.Bits(), model.Bits());
    }

    [Fact]
    public void A_penalty_that_overflows_is_no_fault_of_the_loss()
    {
        var model = new Sequential(new Dense(1, kernelInitializer: new Constant(1e25), kernelRegularizer: "l2", useBias: false, inputShape: [3]));
        model.Compile("sgd", "mae");

        var error = Assert.Throws<NotFiniteNumberException>(() => model.Fit(X, Examples.Numbers(8, 1), verbose: 0));

        Assert.StartsWith("The loss was not finite at step 1 of epoch 1: the output of every layer is finite, but not what a regularizer, or a layer by AddLoss, adds to the loss. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_that_overflows_though_the_loss_does_not_is_noticed_by_the_next_loss_or_at_the_end_of_the_epoch()
    {
        NDArray y = Examples.Numbers(8, 1);
        Sequential Model() => Examples.Regression(3, optimizer: new SGD(3e38));

        var next = Assert.Throws<NotFiniteNumberException>(() => Model().Fit(X * 100, y * 100, batchSize: 4, shuffle: false, verbose: 0));
        Assert.StartsWith("The loss was not finite at step 2 of epoch 1: Dense \"dense\" is the first layer whose output is not finite, because its weight \"dense/kernel\" is not: an update before has overflowed.", next.Message, StringComparison.Ordinal);
        Sequential model = Model();
        var last = Assert.Throws<NotFiniteNumberException>(() => model.Fit(X * 100, y * 100, verbose: 0, validationData: (X, y)));
        Assert.Equal("The weight \"dense/kernel\" of Sequential \"sequential\" is not finite after epoch 1, though every loss was: an update has overflowed. "
            + "Such a model predicts nothing: give it the weights of before with LoadWeights or SetWeights, or call ResetWeights. "
            + "Then try a smaller learning rate (now 3E+38), or scale the inputs and targets.", last.Message);
        Assert.Equal(0, model.History!.Epochs);

        model.ResetWeights();
        model.Optimizer!.LearningRate = 0.01;
        Assert.Equal(1, model.Fit(X, y, verbose: 0).Epochs);
    }

    [Fact]
    public void Statistics_that_overflow_behind_a_finite_loss_are_noticed_at_the_end_of_the_epoch()
    {
        var model = new Sequential([new BatchNormalization(), new Dense(1)], seed: 1);
        model.Compile("sgd", "mse");

        var error = Assert.Throws<NotFiniteNumberException>(() => model.Fit(X * 1e25f, Examples.Numbers(8, 1), verbose: 0));

        Assert.StartsWith("The weight \"batch_normalization/moving_variance\" of ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_is_reported_and_changes_no_training()
    {
        NDArray y = Examples.Numbers(8, 1, seed: 2);
        Sequential model = Examples.Regression(3), alone = Examples.Regression(3);
        alone.Fit(X, y, epochs: 2, verbose: 0);

        History history = model.Fit(X, y, epochs: 2, verbose: 0, validationData: (X, y + 3e38f));

        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity], history["val_loss"]);
        Assert.Equal(alone.Bits(), model.Bits());
    }

    [Fact]
    public void A_metric_that_is_no_number_is_reported_and_changes_no_training()
    {
        NDArray y = Examples.Numbers(8, 1, seed: 2);
        Sequential model = Examples.Regression(3), alone = Examples.Regression(3);
        model.Compile(loss: "mse", metrics: [new CustomMetric((truth, predictions) => new Node(new MeanLast(), new Node(new Log(), truth)), "log")]);
        alone.Fit(X, y, verbose: 0);

        History history = model.Fit(X, y, verbose: 0);

        Assert.Equal([double.NaN], history["log"]);
        Assert.Equal(alone.Bits(), model.Bits());
    }

    private sealed class Steps : Callback
    {
        public List<string> Bits { get; } = [];

        protected override bool WantsBatches => true;

        protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs) => Bits.Add(Model.Bits());
    }

    private sealed class BreaksWeights(int after = int.MaxValue) : Callback
    {
        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
        {
            if (epoch == after) Model.Weights[0].Values.Fill(float.NaN);
        }
    }
}
