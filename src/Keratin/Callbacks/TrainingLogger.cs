using Microsoft.Extensions.Logging;

namespace Keratin;

/// <summary>
/// Writes what happens in a training to a host's log, as events with named values: its beginning and end, each epoch, an
/// early stop, a cancellation, and, as errors, a loss that is not finite and whatever else ends it.
/// </summary>
/// <remarks>
/// The event of an epoch has its number, loss and time as numbers and the other values as text; a scope around it, for
/// logs that keep scopes, has all values as numbers by their names. Add it as the last callback, so that it sees what
/// the others add.
/// </remarks>
/// <param name="logger">Where events go, for example an <c>ILogger&lt;T&gt;</c> that the host has injected.</param>
/// <exception cref="ArgumentNullException">There is no logger.</exception>
public sealed partial class TrainingLogger(ILogger logger) : Callback
{
    private readonly ILogger _logger = logger ?? throw new ArgumentNullException(nameof(logger));
    private long _trainStart;
    private long _epochStart;
    private int _epoch;
    private int? _nonFiniteStep;

    /// <summary>What measures the times.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    internal override IReadOnlyList<string> AddedLogs => [];

    /// <inheritdoc/>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs)
    {
        _nonFiniteStep = null;
        _trainStart = Clock.GetTimestamp();
        if (Rows is { } rows) TrainingStarted(Model.Name, Model.ParameterCount, rows, Epochs);
        else TrainingOnStreamStarted(Model.Name, Epochs);
    }

    /// <inheritdoc/>
    protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs)
    {
        _epoch = epoch + 1;
        _epochStart = Clock.GetTimestamp();
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (_nonFiniteStep is { } step) NonFiniteLoss(Model.Name, step, _epoch, error: null);
        if (!_logger.IsEnabled(LogLevel.Information)) return;
        double loss = logs.TryGetValue("loss", out double value) ? value : double.NaN;
        using (_logger.BeginScope(logs.Select(log => KeyValuePair.Create(log.Key, (object?)log.Value)).ToArray()))
            EpochEnded(_epoch, Epochs, loss, ProgressText.Values(logs.Where(log => log.Key != "loss")), Seconds(_epochStart));
    }

    /// <inheritdoc/>
    protected internal override void OnTrainEnd(IDictionary<string, double> logs)
    {
        if (Model.StopTraining && _epoch < Epochs) StoppedEarly(Model.Name, _epoch, Epochs);
        TrainingEnded(Model.Name, Seconds(_trainStart));
    }

    /// <inheritdoc/>
    protected internal override void SaveState(CallbackState state) => state.Set("epoch", _epoch);

    /// <inheritdoc/>
    protected internal override void LoadState(CallbackState state) => _epoch = state.GetInt("epoch") ?? 0;

    /// <summary>Remembers the step, for the event of the epoch or of the exception that follows.</summary>
    internal override bool AcceptsNonFiniteLoss(int batch)
    {
        _nonFiniteStep = batch + 1;
        return false;
    }

    internal override void OnTrainFailed(Exception error)
    {
        if (error is OperationCanceledException) TrainingCancelled(Model.Name, _epoch, Epochs);
        else if (error is NotFiniteNumberException && _nonFiniteStep is { } step) NonFiniteLoss(Model.Name, step, _epoch, error);
        else TrainingFailed(Model.Name, _epoch, Epochs, error);
    }

    private double Seconds(long start) => Clock.GetElapsedTime(start).TotalSeconds;

    [LoggerMessage(1, LogLevel.Information, "Training of {Model} starts: {Parameters} parameters, {Rows} rows, up to epoch {Epochs}")]
    private partial void TrainingStarted(string model, long parameters, int rows, int epochs);

    [LoggerMessage(2, LogLevel.Information, "Training of {Model} starts on a stream of batches, up to epoch {Epochs}")]
    private partial void TrainingOnStreamStarted(string model, int epochs);

    [LoggerMessage(3, LogLevel.Information, "Epoch {Epoch}/{Epochs} - loss: {Loss:G4}{Metrics} ({Seconds:F3} s)", SkipEnabledCheck = true)]
    private partial void EpochEnded(int epoch, int epochs, double loss, string metrics, double seconds);

    [LoggerMessage(4, LogLevel.Information, "Training of {Model} was stopped early, in epoch {Epoch} of {Epochs}")]
    private partial void StoppedEarly(string model, int epoch, int epochs);

    [LoggerMessage(5, LogLevel.Information, "Training of {Model} has ended after {Seconds:F3} s")]
    private partial void TrainingEnded(string model, double seconds);

    [LoggerMessage(6, LogLevel.Information, "Training of {Model} was cancelled in epoch {Epoch} of {Epochs}: the model keeps the weights of its last complete step")]
    private partial void TrainingCancelled(string model, int epoch, int epochs);

    [LoggerMessage(7, LogLevel.Error, "The loss of {Model} was not finite at step {Step} of epoch {Epoch}: the step was not made")]
    private partial void NonFiniteLoss(string model, int step, int epoch, Exception? error);

    [LoggerMessage(8, LogLevel.Error, "Training of {Model} failed in epoch {Epoch} of {Epochs}")]
    private partial void TrainingFailed(string model, int epoch, int epochs, Exception error);
}
