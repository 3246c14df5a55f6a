namespace Keratin.Tests;

public sealed class LearningRateCallbackTests
{
    private static readonly NDArray X = Examples.Numbers(6, 2);
    private static readonly NDArray Y = Examples.Numbers(6, 1, seed: 2);

    // Runs the hooks as Fit does.
    private static double[] Rates(ReduceLROnPlateau callback, params double[] values)
    {
        Sequential model = Examples.Regression(2, optimizer: new SGD(1));
        callback.Attach(model);
        callback.OnTrainBegin(new Dictionary<string, double>());
        return [.. values.Select((value, epoch) =>
        {
            var logs = new Dictionary<string, double> { ["val_loss"] = value };
            callback.OnEpochEnd(epoch, logs);
            Assert.True(logs.ContainsKey("learning_rate"));
            return Math.Round(model.Optimizer!.LearningRate, 6);
        })];
    }

    [Fact]
    public void A_function_sets_the_learning_rate_of_each_epoch_and_the_history_has_it()
    {
        var output = new StringWriter { NewLine = "\n" };
        Sequential model = Examples.Regression(2, optimizer: new SGD(0.5));
        History history = model.Fit(X, Y, epochs: 3, verbose: 0, callbacks: [new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate / 2, verbose: 1) { Output = output }]);
        Assert.Equal([0.5, 0.25, 0.125], history["learning_rate"]);
        Assert.Equal("Epoch 1: LearningRateScheduler setting learning rate to 0.5.\nEpoch 2: LearningRateScheduler setting learning rate to 0.25.\nEpoch 3: LearningRateScheduler setting learning rate to 0.125.\n", output.ToString());
        Assert.Equal("sgd: the learning rate cannot be -1. (Parameter 'value')", Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(X, Y, verbose: 0, callbacks: [new LearningRateScheduler((_, _) => -1)])).Message);
    }

    [Fact]
    public void Patience_ends_in_a_smaller_learning_rate()
    {
        var output = new StringWriter { NewLine = "\n" };
        Assert.Equal([1, 1, 1, 0.1, 0.1, 0.01], Rates(new ReduceLROnPlateau(patience: 2, verbose: 1) { Output = output }, 3, 2, 2, 2, 2, 2));
        Assert.StartsWith("Epoch 4: ReduceLROnPlateau reducing learning rate to 0.1.\nEpoch 6: ReduceLROnPlateau reducing learning rate to 0.01", output.ToString(), StringComparison.Ordinal);
        Assert.Equal([1, 1, 1], Rates(new ReduceLROnPlateau(patience: 1), 3, 2, 1));
    }

    [Fact]
    public void After_a_reduction_it_cools_down_first()
    {
        Assert.Equal([1, 0.5, 0.5, 0.5, 0.25], Rates(new ReduceLROnPlateau(factor: 0.5, patience: 1, cooldown: 3), 1, 1, 1, 1, 1));
        Assert.Equal([1, 0.5, 0.4, 0.4], Rates(new ReduceLROnPlateau(factor: 0.5, patience: 1, minLR: 0.4), 1, 1, 1, 1));
        Assert.Equal([1, 0.1], Rates(new ReduceLROnPlateau(patience: 1, minDelta: 0.5), 1, 0.75));
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        Assert.Equal("ReduceLROnPlateau needs a factor from 0 to below 1, such as 0.1, but got 1. (Parameter 'factor')", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(factor: 1)).Message);
        Assert.Equal("ReduceLROnPlateau knows the modes \"auto\", \"min\" and \"max\" but got \"up\". (Parameter 'mode')", Assert.Throws<ArgumentException>(() => new ReduceLROnPlateau(mode: "up")).Message);
        Assert.Equal("ReduceLROnPlateau: patience must be 0 or more epochs but was -1. (Parameter 'patience')", OutOfRange(() => new ReduceLROnPlateau(patience: -1)));
        Assert.Equal("ReduceLROnPlateau: cooldown must be 0 or more epochs but was -1. (Parameter 'cooldown')", OutOfRange(() => new ReduceLROnPlateau(cooldown: -1)));
        Assert.Equal("ReduceLROnPlateau: minLR must be a learning rate of 0 or more but was -0.5. (Parameter 'minLR')", OutOfRange(() => new ReduceLROnPlateau(minLR: -0.5)));
        Assert.Equal("ReduceLROnPlateau: minDelta must be a finite number but was NaN. (Parameter 'minDelta')", OutOfRange(() => new ReduceLROnPlateau(minDelta: double.NaN)));
        Assert.StartsWith("ReduceLROnPlateau needs a factor from 0 to below 1, such as 0.1, but got NaN.", OutOfRange(() => new ReduceLROnPlateau(factor: double.NaN)));
        Assert.Equal("ReduceLROnPlateau needs the name of a value to watch, such as \"val_loss\", as monitor. (Parameter 'monitor')", Assert.Throws<ArgumentException>(() => new ReduceLROnPlateau("")).Message);

        static string OutOfRange(Action make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;
    }

    [Fact]
    public void Validation_sees_the_moving_averages_and_training_goes_on_with_the_weights()
    {
        Sequential with = Make(), without = Make();
        var seen = new List<double>();
        History history = with.Fit(X, Y, batchSize: 2, epochs: 3, verbose: 0, validationData: (X, Y), callbacks: [new SwapEMAWeights(), new LambdaCallback(onEpochEnd: (_, _) => seen.Add(with.GetWeights()[0].Sum()))]);
        History plain = without.Fit(X, Y, batchSize: 2, epochs: 3, verbose: 0, validationData: (X, Y));
        Assert.Equal(plain["loss"], history["loss"]);
        Assert.NotEqual(plain["val_loss"][1], history["val_loss"][1]);
        Assert.Equal(history["val_loss"][2], with.Evaluate(X, Y).Loss);
        Assert.Equal(without.Bits(), with.Bits());
        Assert.Equal("SwapEMAWeights needs an optimizer that keeps moving averages, but rmsprop does not: set UseEma = true.",
            Assert.Throws<InvalidOperationException>(() => Examples.Regression(2).Fit(X, Y, verbose: 0, callbacks: [new SwapEMAWeights()])).Message);

        static Sequential Make() => Examples.Regression(2, optimizer: new RMSprop { UseEma = true, EmaMomentum = 0.5 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_validation_that_breaks_off_leaves_the_weights_in_their_place(bool swapOnEpoch)
    {
        Sequential with = Make(), without = Make();
        Assert.Throws<IOException>(() => with.Fit([(X, Y), (X, Y)], verbose: 0, validationBatches: Broken(), callbacks: [new SwapEMAWeights(swapOnEpoch)]));
        Assert.Throws<IOException>(() => without.Fit([(X, Y), (X, Y)], verbose: 0, validationBatches: Broken()));
        Assert.Equal(without.Bits(), with.Bits());
        Assert.Equal(without.Optimizer!.Slots.SelectMany(slot => slot.Values.ToArray()), with.Optimizer!.Slots.SelectMany(slot => slot.Values.ToArray()));

        static Sequential Make() => Examples.Regression(2, optimizer: new SGD { UseEma = true, EmaMomentum = 0.5 });

        static IEnumerable<Batch> Broken()
        {
            yield return (X, Y);
            throw new IOException("The disk is gone.");
        }
    }

    [Fact]
    public void A_callback_that_fails_after_an_epoch_leaves_the_weights_in_their_place()
    {
        Sequential with = Make(), without = Make();
        Callback broken = new LambdaCallback(onEpochEnd: (_, _) => throw new IOException("The disk is full."));
        Assert.Throws<IOException>(() => with.Fit(X, Y, batchSize: 2, verbose: 0, callbacks: [new SwapEMAWeights(swapOnEpoch: true), broken]));
        Assert.Throws<IOException>(() => without.Fit(X, Y, batchSize: 2, verbose: 0, callbacks: [broken]));
        Assert.Equal(without.Bits(), with.Bits());

        static Sequential Make() => Examples.Regression(2, optimizer: new SGD { UseEma = true, EmaMomentum = 0.5 });
    }

    [Fact]
    public void What_is_saved_after_an_epoch_may_be_the_averages()
    {
        Sequential with = Examples.Regression(2, optimizer: new SGD { UseEma = true, EmaMomentum = 0.5 }), without = Examples.Regression(2, optimizer: new SGD { UseEma = true, EmaMomentum = 0.5 });
        var saved = new List<string>();
        with.Fit(X, Y, epochs: 2, verbose: 0, callbacks: [new SwapEMAWeights(swapOnEpoch: true), new LambdaCallback(onEpochEnd: (_, _) => saved.Add(with.Bits()))]);
        without.Fit(X, Y, epochs: 2, verbose: 0);
        Assert.Equal(without.Bits(), with.Bits());
        Assert.Equal(with.Bits(), saved[1]);
        Assert.NotEqual(saved[0], saved[1]);
    }
}
