using Microsoft.Extensions.Logging;

namespace Keratin.Tests;

public sealed class TrainingLoggerTests
{
    private static readonly NDArray X = Examples.Numbers(10, 3), Y = Examples.Numbers(10, 1, seed: 2);

    [Fact]
    public void A_training_is_told_from_its_start_over_its_epochs_to_its_end()
    {
        var log = new Events();
        var clock = new FakeClock();
        History history = Examples.Regression(3).Fit(X, Y, epochs: 2, verbose: 0, validationData: (X, Y),
            callbacks: [new LambdaCallback(onEpochEnd: (_, logs) => { clock.Pass(1.5); logs["more"] = 0.25; }), new TrainingLogger(log) { Clock = clock }]);

        Assert.Equal(
            [
                "Information 1 TrainingStarted: Training of sequential starts: 41 parameters, 10 rows, up to epoch 2",
                $"Information 3 EpochEnded: Epoch 1/2 - loss: {history["loss"][0]:G4} - mae: {history["mae"][0]:F4} - more: 0.2500 - val_loss: {history["val_loss"][0]:F4} - val_mae: {history["val_mae"][0]:F4} (1.500 s)",
                $"Information 3 EpochEnded: Epoch 2/2 - loss: {history["loss"][1]:G4} - mae: {history["mae"][1]:F4} - more: 0.2500 - val_loss: {history["val_loss"][1]:F4} - val_mae: {history["val_mae"][1]:F4} (1.500 s)",
                "Information 5 TrainingEnded: Training of sequential has ended after 3.000 s",
            ], log.Lines);
    }

    [Fact]
    public void The_values_of_an_epoch_are_numbers_by_their_names()
    {
        var log = new Events();
        History history = Examples.Regression(3).Fit(X, Y, verbose: 0, callbacks: [new TrainingLogger(log)]);
        Dictionary<string, object?> values = log.Values[1];
        Assert.Equal(1, values["Epoch"]);
        Assert.Equal(history["loss"][0], values["Loss"]);
        Assert.IsType<double>(values["Seconds"]);
        Assert.Equal(history["mae"][0], values["mae"]);
        Assert.DoesNotContain("mae", log.Values[^1]);
    }

    [Fact]
    public void A_stream_has_no_number_of_rows()
    {
        var log = new Events();
        Examples.Regression(3).Fit([(X, Y)], epochs: 3, verbose: 0, callbacks: [new TrainingLogger(log)]);
        Assert.Equal("Information 2 TrainingOnStreamStarted: Training of sequential starts on a stream of batches, up to epoch 3", log.Lines[0]);
        Assert.Equal(5, log.Lines.Count);
    }

    [Fact]
    public void An_early_stop_is_told_but_not_one_at_the_last_epoch()
    {
        string[] Told(int epochs)
        {
            var log = new Events();
            Examples.Regression(3).Fit(X, Y, epochs: epochs, verbose: 0, callbacks: [new EarlyStopping("loss", minDelta: 100, patience: 2), new TrainingLogger(log)]);
            return [.. log.Lines[1..^1].Where(line => !line.Contains("EpochEnded", StringComparison.Ordinal))];
        }

        Assert.Equal(["Information 4 StoppedEarly: Training of sequential was stopped early, in epoch 3 of 9"], Told(epochs: 9));
        Assert.Empty(Told(epochs: 3));
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_one_error_with_the_reason()
    {
        var log = new Events();
        Sequential model = Examples.Regression(3, optimizer: new SGD(1e20));
        NotFiniteNumberException error = Assert.Throws<NotFiniteNumberException>(() => model.Fit(X, Y, batchSize: 1, epochs: 9, verbose: 0, callbacks: [new TrainingLogger(log)]));
        Assert.Equal($"Error 7 NonFiniteLoss: The loss of sequential was not finite at step {model.Optimizer!.Iteration.Counter + 1} of epoch 1: the step was not made", log.Lines[^1]);
        Assert.Same(error, log.Errors[^1]);
        Assert.Equal(2, log.Lines.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_loss_that_is_not_finite_is_an_error_also_where_training_ends_quietly(bool first)
    {
        var log = new Events();
        var quiet = new TerminateOnNaN { Output = TextWriter.Null };
        var logger = new TrainingLogger(log);
        Examples.Regression(3, optimizer: new SGD(1e20)).Fit(X, Y, batchSize: 1, epochs: 9, verbose: 0, callbacks: first ? [logger, quiet] : [quiet, logger]);
        Assert.Equal(["TrainingStarted", "NonFiniteLoss", "EpochEnded", "StoppedEarly", "TrainingEnded"], log.Lines.Select(line => line.Split(' ', ':')[2]));
        Assert.StartsWith($"Error 7 NonFiniteLoss: The loss of sequential was not finite at step {quiet.StoppedBatch + 1} of epoch 1", log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_is_no_error()
    {
        var log = new Events();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Examples.Regression(3).Fit(X, Y, epochs: 5, verbose: 0, cancellationToken: stop.Token,
            callbacks: [new TrainingLogger(log), new LambdaCallback(onEpochEnd: (_, _) => stop.Cancel())]));
        Assert.Equal("Information 6 TrainingCancelled: Training of sequential was cancelled in epoch 2 of 5: the model keeps the weights of its last complete step", log.Lines[^1]);
    }

    [Fact]
    public void What_another_callback_throws_is_an_error()
    {
        var log = new Events();
        Assert.Throws<IOException>(() => Examples.Regression(3).Fit(X, Y, verbose: 0, callbacks: [new TrainingLogger(log), new LambdaCallback(onEpochEnd: (_, _) => throw new IOException("full"))]));
        Assert.Equal("Error 8 TrainingFailed: Training of sequential failed in epoch 1 of 1", log.Lines[^1]);
        Assert.Equal("full", log.Errors[^1]!.Message);
    }

    [Fact]
    public void Without_a_logger_it_is_not_made() => Assert.Equal("logger", Assert.Throws<ArgumentNullException>(() => new TrainingLogger(null!)).ParamName);

    private sealed class Events : ILogger
    {
        private readonly List<IEnumerable<KeyValuePair<string, object?>>> _scopes = [];

        public List<string> Lines { get; } = [];

        public List<Dictionary<string, object?>> Values { get; } = [];

        public List<Exception?> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            _scopes.Add((IEnumerable<KeyValuePair<string, object?>>)state);
            return new Scope(_scopes);
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Add($"{logLevel} {eventId.Id} {eventId.Name}: {formatter(state, exception)}");
            Values.Add(new(((IEnumerable<KeyValuePair<string, object?>>)state!).Concat(_scopes.SelectMany(scope => scope))));
            Errors.Add(exception);
        }

        private sealed class Scope(List<IEnumerable<KeyValuePair<string, object?>>> scopes) : IDisposable
        {
            public void Dispose() => scopes.RemoveAt(scopes.Count - 1);
        }
    }
}
