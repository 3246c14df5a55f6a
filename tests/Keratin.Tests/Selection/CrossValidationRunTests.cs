using System.Collections.Concurrent;

namespace Keratin.Tests;

public sealed class CrossValidationRunTests
{
    private const int Forever = 1_000_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly NDArray X = new float[,] { { 1, 2 }, { 2, 1 }, { 0, 1 }, { 1, 0 }, { 3, 1 }, { 1, 3 }, { 2, 2 }, { 0, 0 } };
    private static readonly NDArray Y = new float[] { 3, 3, 1, 1, 4, 4, 4, 0 };

    private static Sequential Build()
    {
        var model = new Sequential([new Dense(1)], seed: 5);
        model.Compile(optimizer: "sgd", loss: "mse", metrics: ["mae"]);
        return model;
    }

    private sealed class Hook(Action<Model>? begin = null, Action<Model, int>? epochEnd = null, Action<Model>? end = null) : Callback
    {
        protected internal override void OnTrainBegin(IDictionary<string, double> logs) => begin?.Invoke(Model);

        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => epochEnd?.Invoke(Model, epoch);

        protected internal override void OnTrainEnd(IDictionary<string, double> logs) => end?.Invoke(Model);
    }

    [Fact]
    public void Factories_are_called_in_order_by_the_caller_before_any_training()
    {
        var calls = new ConcurrentQueue<string>();
        int caller = Environment.CurrentManagedThreadId;
        CrossValidation.KFold(fold =>
        {
            Assert.Equal(caller, Environment.CurrentManagedThreadId);
            calls.Enqueue($"model {fold.Index}");
            return Build();
        }, X, Y, k: 3, callbacks: () =>
        {
            Assert.Equal(caller, Environment.CurrentManagedThreadId);
            calls.Enqueue("callbacks");
            return [new Hook(begin: _ => calls.Enqueue("training"))];
        });
        Assert.Equal(["model 0", "callbacks", "model 1", "callbacks", "model 2", "callbacks", "training", "training", "training"], calls);
    }

    [Fact]
    public void Folds_run_side_by_side_each_on_one_thread()
    {
        using var meeting = new Barrier(3);
        var threads = new ConcurrentBag<int>();
        List<Model> models = [];
        CrossValidation.KFold(() =>
        {
            models.Add(Build());
            models[^1].Threads = 7;
            return models[^1];
        }, X, Y, k: 3, maxParallelism: 3, callbacks: () => [new Hook(begin: model =>
        {
            threads.Add(model.Threads);
            Assert.True(meeting.SignalAndWait(Patience), "The folds wait for each other.");
        })]);
        Assert.Equal([1, 1, 1], threads);
        Assert.All(models, model => Assert.Equal(7, model.Threads));
    }

    [Fact]
    public void No_more_folds_run_at_once_than_are_asked_for()
    {
        int running = 0, most = 0;
        var gate = new Lock();
        CrossValidation.KFold(Build, X, Y, k: 8, epochs: 20, maxParallelism: 2, callbacks: () =>
        [
            new Hook(begin: _ => { lock (gate) most = Math.Max(most, ++running); }, end: _ => { lock (gate) running--; }),
        ]);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void The_exception_of_a_fold_comes_out_as_it_is_and_stops_the_others()
    {
        var thrown = new FormatException("from the user's code");
        using var meeting = new Barrier(2);
        int fold = 0, begun = 0;
        var error = Assert.Throws<FormatException>(() => CrossValidation.KFold(Build, X, Y, k: 4, epochs: Forever, maxParallelism: 2, callbacks: () =>
        {
            int index = fold++;
            return [new Hook(
                begin: _ =>
                {
                    Interlocked.Increment(ref begun);
                    meeting.SignalAndWait(Patience);
                },
                epochEnd: (_, _) => { if (index == 1) throw thrown; })];
        }));
        Assert.Same(thrown, error);
        Assert.Equal(2, begun);
    }

    [Fact]
    public void Of_several_exceptions_the_first_fold_s_comes_out()
    {
        using var meeting = new Barrier(3);
        int fold = 0;
        var error = Assert.Throws<FormatException>(() => CrossValidation.KFold(Build, X, Y, k: 3, maxParallelism: 3, callbacks: () =>
        {
            int index = fold++;
            return [new Hook(epochEnd: (_, _) =>
            {
                meeting.SignalAndWait(Patience);
                throw new FormatException($"fold {index}");
            })];
        }));
        Assert.Equal("fold 0", error.Message);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_with_its_own_error()
    {
        Assert.Throws<NotFiniteNumberException>(() => CrossValidation.KFold(() =>
        {
            var model = new Sequential(new Dense(1));
            model.Compile(optimizer: new SGD(learningRate: 1e30), loss: "mse");
            return model;
        }, X, Y, k: 2, epochs: 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelling_stops_every_fold(int maxParallelism)
    {
        using var source = new CancellationTokenSource();
        var error = Assert.Throws<OperationCanceledException>(() => CrossValidation.KFold(Build, X, Y, k: 4, epochs: Forever, maxParallelism: maxParallelism,
            callbacks: () => [new Hook(epochEnd: (_, epoch) => { if (epoch == 5) source.Cancel(); })], cancellationToken: source.Token));
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_stops_before_the_first_model()
    {
        Assert.Throws<OperationCanceledException>(() => CrossValidation.KFold(
            (Func<Model>)(() => throw new FormatException()), X, Y, k: 2, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_cancellation_of_the_user_s_own_is_an_exception_like_others()
    {
        var own = new OperationCanceledException("my own");
        Assert.Same(own, Assert.Throws<OperationCanceledException>(() => CrossValidation.KFold(Build, X, Y, k: 2, callbacks: () => [new Hook(begin: _ => throw own)])));
    }

    [Fact]
    public void Scores_are_those_of_the_weights_that_a_callback_left()
    {
        List<Model> models = [];
        CrossValidationResult folds = CrossValidation.KFold(() =>
        {
            models.Add(Build());
            return models[^1];
        }, X, Y, k: 2, epochs: 2, callbacks: () => [new Hook(end: model => model.SetWeights([new float[,] { { 1 }, { 1 } }, new float[] { 0.5f }]))]);
        Assert.Equal([0.5, 0.5], folds.Scores["mae"]);
        Assert.NotEqual(0.5, folds.Histories[0]["val_mae"][^1]);
    }

    [Fact]
    public void Folds_that_stop_early_cut_the_mean_history_to_the_epochs_that_all_have()
    {
        int fold = 0;
        CrossValidationResult folds = CrossValidation.KFold(Build, X, Y, k: 2, epochs: 5, callbacks: () =>
        {
            int last = fold++ == 0 ? 2 : 3;
            return [new Hook(epochEnd: (model, epoch) => model.StopTraining = epoch == last)];
        });
        Assert.Equal([3, 4], folds.Histories.Select(history => history.Epochs));
        Assert.Equal([0, 1, 2], folds.MeanHistory.Epoch);
        for (int epoch = 0; epoch < 3; epoch++)
            Assert.Equal((folds.Histories[0]["val_mae"][epoch] + folds.Histories[1]["val_mae"][epoch]) / 2, folds.MeanHistory["val_mae"][epoch]);
    }
}
