namespace Keratin.Tests;

public sealed class EarlyStoppingTests
{
    private static Sequential OneWeight(params Metric[] metrics)
    {
        var model = new Sequential(new Dense(1, useBias: false, inputShape: [1]));
        model.Compile("sgd", "mse", metrics);
        return model;
    }

    // Runs the hooks as Fit does; the single weight is the epoch's number, so that restored weights tell the epoch.
    private static int? Stop(EarlyStopping stopping, Sequential model, params double[] values)
    {
        stopping.Attach(model);
        model.StopTraining = false;
        stopping.OnTrainBegin(new Dictionary<string, double>());
        for (int epoch = 0; epoch < values.Length && !model.StopTraining; epoch++)
        {
            model.SetWeights([new NDArray([epoch], [1, 1])]);
            stopping.OnEpochEnd(epoch, new Dictionary<string, double> { [stopping.Monitor] = values[epoch] });
        }
        stopping.OnTrainEnd(new Dictionary<string, double>());
        return stopping.StoppedEpoch;
    }

    private static float Weight(Sequential model) => model.GetWeights()[0].AsSpan()[0];

    [Theory]
    [InlineData(0, new[] { 3.0, 2, 1 }, null)]
    [InlineData(0, new[] { 3.0, 2, 2, 1 }, 2)]
    [InlineData(0, new[] { 3.0, 4 }, 1)]
    [InlineData(2, new[] { 3.0, 4, 2, 5, 6, 1 }, 4)]
    [InlineData(3, new[] { 3.0, 4, 2, 5, 6, 1 }, null)]
    public void It_stops_when_the_value_has_not_become_better_for_patience_epochs(int patience, double[] losses, int? stopped) =>
        Assert.Equal(stopped, Stop(new EarlyStopping(patience: patience), OneWeight(), losses));

    [Fact]
    public void A_change_up_to_minDelta_is_no_improvement()
    {
        Assert.Equal(1, Stop(new EarlyStopping(minDelta: 0.5), OneWeight(), 3, 2.5, 1));
        Assert.Equal(1, Stop(new EarlyStopping(minDelta: -0.5), OneWeight(), 3, 2.5, 1));
        Assert.Null(Stop(new EarlyStopping(minDelta: 0.4), OneWeight(), 3, 2.5, 2));
    }

    [Fact]
    public void The_direction_is_the_losses_or_the_metrics_or_the_given_one()
    {
        Sequential model = OneWeight("acc", "mae");
        Assert.Null(Stop(new EarlyStopping("loss"), model, 3, 2, 1));
        Assert.Null(Stop(new EarlyStopping("val_mae"), model, 3, 2, 1));
        Assert.Null(Stop(new EarlyStopping("val_acc"), model, 0.1, 0.2, 0.3));
        Assert.Equal(1, Stop(new EarlyStopping("val_acc"), model, 0.3, 0.2, 0.4));
        Assert.Null(Stop(new EarlyStopping("mine", mode: "max"), model, 1, 2, 3));
        Assert.Equal(1, Stop(new EarlyStopping("mine", mode: "min"), model, 1, 2, 3));
    }

    [Fact]
    public void Where_nothing_tells_the_direction_the_error_asks_for_the_mode()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Stop(new EarlyStopping("val_f1"), OneWeight("mae"), 1));
        Assert.Equal("EarlyStopping cannot tell whether more or less \"val_f1\" is better: give it mode: \"min\" or mode: \"max\".", error.Message);
    }

    [Fact]
    public void The_best_weights_are_put_back_however_training_ended()
    {
        Sequential model = OneWeight();
        var stopping = new EarlyStopping(patience: 1, restoreBestWeights: true);
        Assert.Equal(2, Stop(stopping, model, 3, 1, 2));
        Assert.Equal(1, stopping.BestEpoch);
        Assert.Equal(1, Weight(model));
        Assert.Null(Stop(new EarlyStopping(patience: 10, restoreBestWeights: true), model, 3, 1, 2));
        Assert.Equal(1, Weight(model));
    }

    [Fact]
    public void Otherwise_the_last_weights_stay()
    {
        Sequential model = OneWeight();
        Stop(new EarlyStopping(patience: 1), model, 3, 1, 2);
        Assert.Equal(2, Weight(model));
    }

    [Fact]
    public void Only_values_better_than_the_baseline_restart_the_waiting()
    {
        Assert.Equal(3, Stop(new EarlyStopping(patience: 3, baseline: 1), OneWeight(), 5, 4, 3.5, 3.75));
        Assert.Null(Stop(new EarlyStopping(patience: 3, baseline: 4.5), OneWeight(), 5, 4, 3.5, 3.75));
    }

    [Fact]
    public void The_first_epochs_can_be_left_out()
    {
        var stopping = new EarlyStopping(startFromEpoch: 2);
        Assert.Equal(4, Stop(stopping, OneWeight(), 1, 9, 8, 7, 7));
        Assert.Equal(3, stopping.BestEpoch);
    }

    [Fact]
    public void It_starts_afresh_in_each_fit()
    {
        var stopping = new EarlyStopping();
        Assert.Equal(1, Stop(stopping, OneWeight(), 1, 2));
        Assert.Equal(2, Stop(stopping, OneWeight(), 9, 8, 8.5));
        Assert.Equal(1, stopping.BestEpoch);
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_never_the_best()
    {
        var stopping = new EarlyStopping(patience: 2);
        Assert.Null(Stop(stopping, OneWeight(), double.NaN, 5, 6));
        Assert.Equal(1, stopping.BestEpoch);
    }

    [Fact]
    public void The_first_epoch_never_ends_training()
    {
        Assert.Null(Stop(new EarlyStopping(), OneWeight(), double.NaN, 5));
        Assert.Equal(1, Stop(new EarlyStopping(), OneWeight(), double.NaN, double.NaN));
    }

    [Fact]
    public void The_real_fit_stops_and_records_the_epochs_that_were_run()
    {
        var model = new Sequential([new Dense(1, kernelInitializer: "zeros", inputShape: [1])], seed: 1);
        model.Compile(new SGD(learningRate: 0.1), "mse");
        NDArray x = new NDArray([1, 2], [2, 1]), y = new NDArray([1, 2], [2, 1]), opposite = new NDArray([-1, -2], [2, 1]);
        var stopping = new EarlyStopping(patience: 2, restoreBestWeights: true);
        History history = model.Fit(x, y, epochs: 50, verbose: 0, validationData: (x, opposite), callbacks: [stopping]);
        // The validation data want the contrary, so the first epoch is the best.
        Assert.Equal(3, history.Epochs);
        Assert.Equal(0, stopping.BestEpoch);
        Assert.Equal(history["val_loss"][0], model.Evaluate(x, opposite)["loss"], 1e-6);
    }

    [Fact]
    public void Verbose_says_when_it_stopped_and_which_epoch_it_went_back_to()
    {
        var output = new StringWriter { NewLine = "\n" };
        Stop(new EarlyStopping(patience: 1, verbose: 1, restoreBestWeights: true) { Output = output }, OneWeight(), 3, 1, 2);
        Assert.Equal("Epoch 3: early stopping\nRestoring model weights from the end of the best epoch: 2.\n", output.ToString());
    }

    [Fact]
    public void A_value_that_is_not_there_is_warned_of_once()
    {
        var warnings = new StringWriter { NewLine = "\n" };
        var stopping = new EarlyStopping { Warnings = warnings };
        stopping.Attach(OneWeight());
        for (int epoch = 0; epoch < 2; epoch++) stopping.OnEpochEnd(epoch, new Dictionary<string, double> { ["loss"] = 1, ["accuracy"] = 1 });
        Assert.Equal("EarlyStopping watches \"val_loss\", but there is only accuracy, loss: it will not stop training. Values that begin with val_ need validationData or validationSplit.\n", warnings.ToString());
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.StartsWith("EarlyStopping knows the modes \"auto\", \"min\" and \"max\" but got \"up\".", Assert.Throws<ArgumentException>(() => new EarlyStopping(mode: "up")).Message);
        Assert.Equal("EarlyStopping: patience must be 0 or more epochs but was -1. (Parameter 'patience')", OutOfRange(() => new EarlyStopping(patience: -1)));
        Assert.Equal("EarlyStopping: startFromEpoch must be 0 or more epochs but was -2. (Parameter 'startFromEpoch')", OutOfRange(() => new EarlyStopping(startFromEpoch: -2)));
        Assert.Equal("EarlyStopping: minDelta must be a finite number but was NaN. (Parameter 'minDelta')", OutOfRange(() => new EarlyStopping(minDelta: double.NaN)));
        Assert.Equal("EarlyStopping: baseline must be a number, or null for none, but was NaN: nothing is better than it. (Parameter 'baseline')", OutOfRange(() => new EarlyStopping(baseline: double.NaN)));
        Assert.Equal("EarlyStopping needs the name of a value to watch, such as \"val_loss\", as monitor. (Parameter 'monitor')", Assert.Throws<ArgumentException>(() => new EarlyStopping(" ")).Message);

        static string OutOfRange(Action make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;
    }

    [Fact]
    public void A_callback_without_a_fit_has_no_model()
    {
        Assert.Equal("EarlyStopping has no model yet: give it to Fit in callbacks.", Assert.Throws<InvalidOperationException>(() => _ = new EarlyStopping().Model).Message);
    }
}
