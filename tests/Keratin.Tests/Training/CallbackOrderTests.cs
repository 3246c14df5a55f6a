namespace Keratin.Tests;

public sealed class CallbackOrderTests
{
    private static readonly NDArray X = Examples.Numbers(5, 3), Y = Examples.Numbers(5, 1, seed: 2);

    [Fact]
    public void Hooks_run_in_Keras_order_with_the_values_known_by_then()
    {
        var events = new List<string>();
        Sequential model = Examples.Regression(3);

        model.Fit(X, Y, batchSize: 2, epochs: 2, verbose: 0, callbacks: [new Recorder("", events, batches: true)], validationData: (X, Y));

        string[] epoch = ["batch 0 begins:", "batch 0 ends: loss mae", "batch 1 begins:", "batch 1 ends: loss mae", "batch 2 begins:", "batch 2 ends: loss mae"];
        Assert.Equal(
            [
                "training begins:",
                "epoch 0 begins:", .. epoch, "epoch 0 ends: loss mae val_loss val_mae",
                "epoch 1 begins:", .. epoch, "epoch 1 ends: loss mae val_loss val_mae",
                "training ends: loss mae val_loss val_mae",
            ], events);
    }

    [Fact]
    public void Several_callbacks_run_in_the_order_of_the_list_and_only_some_want_batches()
    {
        var events = new List<string>();

        Examples.Regression(3).Fit(X, Y, verbose: 0, callbacks: [new Recorder("a ", events, batches: false), new Recorder("b ", events, batches: true)]);

        Assert.Equal(
            [
                "a training begins:", "b training begins:", "a epoch 0 begins:", "b epoch 0 begins:", "b batch 0 begins:", "b batch 0 ends: loss mae",
                "a epoch 0 ends: loss mae", "b epoch 0 ends: loss mae", "a training ends: loss mae", "b training ends: loss mae",
            ], events);
    }

    [Fact]
    public void The_logs_of_a_batch_are_the_means_of_the_epoch_so_far()
    {
        Sequential watched = Examples.Regression(3), steps = Examples.Regression(3);
        var losses = new List<double>();

        watched.Fit(X, Y, batchSize: 2, verbose: 0, shuffle: false, callbacks: [new Watcher((_, logs) => losses.Add(logs["loss"]))]);
        double first = steps.TrainOnBatch(X[..2], Y[..2]).Loss, second = steps.TrainOnBatch(X[2..4], Y[2..4]).Loss, third = steps.TrainOnBatch(X[4..], Y[4..]).Loss;

        Reference.Close([first, (first + second) / 2, (2 * first + 2 * second + third) / 5], [.. losses], 1e-12);
    }

    [Fact]
    public void Watching_batches_changes_no_bit()
    {
        Sequential watched = Examples.Regression(3), alone = Examples.Regression(3);

        History with = watched.Fit(X, Y, batchSize: 2, epochs: 2, verbose: 0, callbacks: [new Watcher((_, _) => { })]);
        History without = alone.Fit(X, Y, batchSize: 2, epochs: 2, verbose: 0);

        Assert.Equal(alone.Bits(), watched.Bits());
        Assert.Equal(without["loss"], with["loss"]);
    }

    [Fact]
    public void StopTraining_ends_after_the_present_batch_and_its_epoch_is_recorded()
    {
        Sequential stopped = Examples.Regression(3), oneStep = Examples.Regression(3);
        Watcher stop = null!;
        stop = new Watcher((batch, _) => stop.Model.StopTraining = batch == 0);

        History history = stopped.Fit(X, Y, batchSize: 2, epochs: 5, verbose: 0, shuffle: false, callbacks: [stop]);
        double loss = oneStep.TrainOnBatch(X[..2], Y[..2]).Loss;

        Assert.Equal([0], history.Epoch);
        Assert.Equal([loss], history["loss"]);
        Assert.Equal(oneStep.Bits(), stopped.Bits());
        Assert.Equal(2, stopped.Fit(X, Y, epochs: 2, verbose: 0).Epochs);
    }

    [Fact]
    public void What_a_hook_adds_to_the_logs_of_an_epoch_gets_into_the_history()
    {
        History history = Examples.Regression(3).Fit(X, Y, epochs: 2, verbose: 0, callbacks: [new Adds()]);
        Assert.Equal([0.5, 1.5], history["learning_rate"]);
    }

    [Fact]
    public void Cancelling_leaves_the_finished_epochs_and_a_model_that_goes_on()
    {
        using var source = new CancellationTokenSource();
        Sequential cancelled = Examples.Regression(3), twoEpochs = Examples.Regression(3);
        var cancel = new Cancels(source);

        Assert.Throws<OperationCanceledException>(() => cancelled.Fit(X, Y, batchSize: 2, epochs: 9, verbose: 0, callbacks: [cancel], cancellationToken: source.Token));
        twoEpochs.Fit(X, Y, batchSize: 2, epochs: 2, verbose: 0);

        Assert.Equal([0, 1], cancelled.History!.Epoch);
        Assert.Equal(twoEpochs.History!["loss"], cancelled.History["loss"]);
        Assert.Equal(twoEpochs.Bits(), cancelled.Bits());
        cancelled.Fit(X, Y, batchSize: 2, verbose: 0);
        twoEpochs.Fit(X, Y, batchSize: 2, verbose: 0);
        Assert.Equal(twoEpochs.Bits(), cancelled.Bits());
    }

    [Fact]
    public void Cancelled_within_an_epoch_the_model_has_the_weights_of_its_last_complete_step_and_is_saved_with_them()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        Sequential cancelled = Examples.Regression(3), fourSteps = Examples.Regression(3);
        int steps = 0;
        var cancel = new LambdaCallback(onTrainBatchEnd: (_, _) =>
        {
            if (++steps == 4) source.Cancel();
        });

        // Three steps make an epoch, so the fourth is the first of the second.
        Assert.Throws<OperationCanceledException>(() => cancelled.Fit(X, Y, batchSize: 2, epochs: 9, verbose: 0, callbacks: [cancel], validationData: (X, Y), cancellationToken: source.Token));
        fourSteps.Fit(X, Y, batchSize: 2, verbose: 0);
        fourSteps.Fit(X, Y, batchSize: 2, verbose: 0, stepsPerEpoch: 1);

        Assert.Equal([0], cancelled.History!.Epoch);
        Assert.Equal(fourSteps.Bits(), cancelled.Bits());
        cancelled.Save(folder.Path("stopped.keras"));
        Model loaded = Model.Load(folder.Path("stopped.keras"));
        Assert.Equal(cancelled.Bits(), loaded.Bits());
        Assert.Equal(4, loaded.Optimizer!.Iteration.Counter);
        Assert.Equal(cancelled.Predict(X).Bits(), loaded.Predict(X).Bits());
    }

    [Fact]
    public void A_token_that_is_cancelled_already_makes_no_step()
    {
        Sequential model = Examples.Regression(3);
        string before = model.Bits();
        Assert.Throws<OperationCanceledException>(() => model.Fit(X, Y, verbose: 0, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(before, model.Bits());
        Assert.Equal(0, model.History!.Epochs);
    }

    [Fact]
    public void An_error_of_a_callback_comes_out_of_Fit_and_leaves_a_model_that_goes_on()
    {
        Sequential model = Examples.Regression(3);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => model.Fit(X, Y, verbose: 0, callbacks: [new Watcher((_, _) => throw new InvalidOperationException("mine"))]));

        Assert.Equal("mine", error.Message);
        Assert.Equal([5, 1], model.Predict(X).Shape);
        Assert.Equal(1, model.Fit(X, Y, verbose: 0).Epochs);
    }

    private sealed class Recorder(string name, List<string> events, bool batches) : Callback
    {
        protected override bool WantsBatches => batches;

        protected internal override void OnTrainBegin(IDictionary<string, double> logs) => Add("training begins", logs);

        protected internal override void OnTrainEnd(IDictionary<string, double> logs) => Add("training ends", logs);

        protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs) => Add($"epoch {epoch} begins", logs);

        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Add($"epoch {epoch} ends", logs);

        protected internal override void OnTrainBatchBegin(int batch, IDictionary<string, double> logs) => Add($"batch {batch} begins", logs);

        protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs) => Add($"batch {batch} ends", logs);

        private void Add(string what, IDictionary<string, double> logs) => events.Add($"{name}{what}: {string.Join(' ', logs.Keys)}".TrimEnd());
    }

    [Fact]
    public void A_missing_callback_is_refused_before_the_first_step()
    {
        Sequential model = Examples.Regression(3);
        const string Expected = "One of the callbacks is null: the one at place 1. (Parameter 'callbacks')";
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => model.Fit(X, Y, verbose: 0, callbacks: [new TerminateOnNaN(), null!])).Message);
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => model.Fit([(X, Y)], verbose: 0, callbacks: [new TerminateOnNaN(), null!])).Message);
        Assert.Equal(0, model.Optimizer!.Iteration.Counter);
    }

    [Fact]
    public void A_callback_without_its_function_is_refused()
    {
        Assert.Equal("schedule", Assert.Throws<ArgumentNullException>(() => new LearningRateScheduler(null!)).ParamName);
        Assert.Equal("progress", Assert.Throws<ArgumentNullException>(() => new ProgressReporter(null!)).ParamName);
    }

    private sealed class Watcher(Action<int, IDictionary<string, double>> batchEnds) : Callback
    {
        protected override bool WantsBatches => true;

        protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs) => batchEnds(batch, logs);
    }

    private sealed class Adds : Callback
    {
        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => logs["learning_rate"] = epoch + 0.5;
    }

    private sealed class Cancels(CancellationTokenSource source) : Callback
    {
        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
        {
            if (epoch == 1) source.Cancel();
        }
    }
}
