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
