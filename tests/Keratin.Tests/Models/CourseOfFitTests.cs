using CsCheck;

namespace Keratin.Tests;

public sealed class CourseOfFitTests
{
    private static readonly NDArray X = Examples.Numbers(10, 3);
    private static readonly NDArray Y = Examples.Numbers(10, 1, seed: 2);

    [Fact]
    public void A_training_that_is_resumed_goes_on_as_if_it_had_not_stopped()
    {
        Sequential whole = Examples.Regression(3), parts = Examples.Regression(3);
        History all = whole.Fit(X, Y, batchSize: 3, epochs: 5, verbose: 0);
        parts.Fit(X, Y, batchSize: 3, epochs: 2, verbose: 0);
        History rest = parts.Fit(X, Y, batchSize: 3, epochs: 5, initialEpoch: 2, verbose: 0);
        Assert.Equal([2, 3, 4], rest.Epoch);
        Assert.Equal(all["loss"].Skip(2), rest["loss"]);
        Assert.Equal(whole.Bits(), parts.Bits());
    }

    [Fact]
    public void Epochs_of_a_few_steps_use_the_same_batches_as_whole_ones() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 4]).Sample((stepsPerEpoch, batchSize) =>
        {
            int batches = (10 + batchSize - 1) / batchSize, epochs = (batches + stepsPerEpoch - 1) / stepsPerEpoch;
            Sequential whole = Examples.Regression(3), few = Examples.Regression(3);
            whole.Fit(X, Y, batchSize, epochs: 1, verbose: 0);
            History history = few.Fit(X, Y, batchSize, epochs, stepsPerEpoch: stepsPerEpoch, verbose: 0);
            Assert.Equal(epochs, history.Epochs);
            Assert.Equal(whole.Bits(), few.Bits());
        }, iter: 30, threads: 1);

    [Fact]
    public void After_all_rows_have_been_used_they_come_again()
    {
        var model = Examples.Regression(3);
        model.Fit(X, Y, batchSize: 5, epochs: 5, stepsPerEpoch: 2, verbose: 0);
        Assert.Equal(10, model.Optimizer!.Iteration.Counter);
    }

    [Fact]
    public void Validation_can_be_rarer_than_epochs()
    {
        History history = Examples.Regression(3).Fit(X, Y, epochs: 5, validationSplit: 0.2, validationFreq: 2, verbose: 0);
        Assert.Equal([false, true, false, true, false], history["val_loss"].Select(double.IsFinite));
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        AssertRefused("initialEpoch was 2 but epochs is 2: epochs is the number at which training ends, not how many are added, so it must be larger. (Parameter 'initialEpoch')", model => model.Fit(X, Y, epochs: 2, initialEpoch: 2));
        AssertRefused("initialEpoch must be at least 0 but was -1. (Parameter 'initialEpoch')", model => model.Fit(X, Y, initialEpoch: -1));
        AssertRefused("stepsPerEpoch must be at least 1 but was 0: leave it out to use all rows in each epoch. (Parameter 'stepsPerEpoch')", model => model.Fit(X, Y, stepsPerEpoch: 0));
        AssertRefused("validationFreq must be at least 1 but was 0: 1 validates after each epoch, 2 after every second. (Parameter 'validationFreq')", model => model.Fit(X, Y, validationFreq: 0));

        static void AssertRefused(string expected, Action<Model> fit) =>
            Assert.Equal(expected, Assert.Throws<ArgumentOutOfRangeException>(() => fit(Examples.Regression(3))).Message);
    }
}
