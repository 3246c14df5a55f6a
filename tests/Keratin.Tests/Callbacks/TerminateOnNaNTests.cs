namespace Keratin.Tests;

public sealed class TerminateOnNaNTests
{
    [Fact]
    public void A_loss_that_is_no_number_ends_training_and_leaves_the_weights_of_before()
    {
        var output = new StringWriter { NewLine = "\n" };
        var stop = new TerminateOnNaN { Output = output };
        Sequential model = Examples.Regression(1, optimizer: new SGD(1e20));
        int epochs = 0;
        History history = model.Fit(new float[] { 1, 2, 3, 4 }, new float[] { 1, 2, 3, 4 }, batchSize: 1, epochs: 50, verbose: 0,
            callbacks: [stop, new LambdaCallback(onEpochBegin: (_, _) => epochs++)]);
        Assert.Equal(1, epochs);
        Assert.Equal(1, history.Epochs);
        Assert.NotNull(stop.StoppedBatch);
        Assert.Equal($"Batch {stop.StoppedBatch}: Invalid loss, terminating training\n", output.ToString());
        Assert.All(model.GetWeights(), weight => Assert.All(weight.ToArray(), value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void A_training_that_goes_well_is_left_alone()
    {
        NDArray x = Examples.Numbers(8, 3), y = Examples.Numbers(8, 1, seed: 2);
        Sequential with = Examples.Regression(3), without = Examples.Regression(3);
        var stop = new TerminateOnNaN();
        with.Fit(x, y, epochs: 2, verbose: 0, callbacks: [stop]);
        without.Fit(x, y, epochs: 2, verbose: 0);
        Assert.Equal(without.Bits(), with.Bits());
        Assert.Null(stop.StoppedBatch);
    }
}
