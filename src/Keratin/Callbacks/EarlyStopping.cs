using System.Globalization;

namespace Keratin;

/// <summary>
/// Stops training when a value has not become better for some epochs, and on request puts back the weights of the best
/// epoch. Its arguments, defaults and order of steps are Keras's.
/// </summary>
public sealed class EarlyStopping : Callback
{
    private readonly MonitoredValue _monitor;
    private readonly int _patience;
    private readonly int _verbose;
    private readonly double? _baseline;
    private readonly bool _restoreBestWeights;
    private readonly int _startFromEpoch;
    private int _wait;
    private NDArray[]? _bestWeights;

    /// <summary>Makes a callback; it may be used for several <c>Fit</c>s and starts afresh in each.</summary>
    /// <param name="monitor">The value to watch, for example <c>"val_accuracy"</c>. Default: <c>"val_loss"</c>.</param>
    /// <param name="minDelta">A change counts as better only if it is larger than this. Default: 0.</param>
    /// <param name="patience">How many epochs without a better value to wait for. Default: 0.</param>
    /// <param name="verbose">1 prints why training stopped; 0, the default, prints nothing.</param>
    /// <param name="mode"><c>"min"</c> where less is better, <c>"max"</c> where more is, <c>"auto"</c> (the default) to go by the loss or metric.</param>
    /// <param name="baseline">The waiting begins anew only at values that are better than this one too. Default: none.</param>
    /// <param name="restoreBestWeights">Whether the weights of the best epoch are put back at the end, however training ended. Default: no.</param>
    /// <param name="startFromEpoch">The number of epochs at the beginning that are not looked at. Default: 0.</param>
    /// <exception cref="ArgumentException">The mode is not known, or there is no value to watch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The patience or the first epoch is negative, or a number is NaN.</exception>
    public EarlyStopping(string monitor = "val_loss", double minDelta = 0, int patience = 0, int verbose = 0, string mode = "auto",
        double? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0)
    {
        _monitor = new MonitoredValue(nameof(EarlyStopping), monitor, mode, minDelta);
        _patience = MonitoredValue.Epochs(nameof(EarlyStopping), nameof(patience), patience);
        _verbose = verbose;
        _baseline = MonitoredValue.Bound(nameof(EarlyStopping), nameof(baseline), baseline);
        _restoreBestWeights = restoreBestWeights;
        _startFromEpoch = MonitoredValue.Epochs(nameof(EarlyStopping), nameof(startFromEpoch), startFromEpoch);
    }

    /// <summary>The value that is watched.</summary>
    public string Monitor => _monitor.Name;

    /// <summary>The epoch at whose end training was stopped, counted from 0; null where it was not.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <summary>The epoch with the best value so far, counted from 0; null where none had the value.</summary>
    public int? BestEpoch { get; private set; }

    /// <summary>Where verbose lines go.</summary>
    internal TextWriter Output { get; init; } = Console.Out;

    /// <summary>Where warnings go.</summary>
    internal TextWriter Warnings { get; init; } = Console.Error;

    internal override IReadOnlyList<string> AddedLogs => [];

    /// <summary>Forgets the previous run.</summary>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs)
    {
        _monitor.Reset();
        _wait = 0;
        _bestWeights = null;
        StoppedEpoch = null;
        BestEpoch = null;
    }

    /// <summary>Compares the value with the best so far.</summary>
    /// <exception cref="InvalidOperationException">The mode is auto and nothing says whether more or less of the value is better.</exception>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (_monitor.Read(Model, logs, "stop training", Warnings) is not { } current) return;
        if (epoch < _startFromEpoch) return;
        if (_restoreBestWeights && _bestWeights is null) Remember(epoch);
        _wait++;
        if (_monitor.IsBetter(current, _monitor.Best))
        {
            _monitor.Best = current;
            Remember(epoch);
            if (_baseline is null || _monitor.IsBetter(current, _baseline)) _wait = 0;
            return;
        }
        if (_wait < _patience || epoch == 0) return;
        StoppedEpoch = epoch;
        Model.StopTraining = true;
    }

    /// <summary>Puts back the best weights, if that was asked for.</summary>
    protected internal override void OnTrainEnd(IDictionary<string, double> logs)
    {
        if (_verbose > 0 && StoppedEpoch is { } stopped) Print($"Epoch {stopped + 1}: early stopping");
        if (_bestWeights is null) return;
        if (_verbose > 0) Print($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
        Model.SetWeights(_bestWeights);
    }

    /// <inheritdoc/>
    protected internal override void SaveState(CallbackState state)
    {
        _monitor.Save(state);
        state.Set("wait", _wait);
        state.Set("best_epoch", BestEpoch);
        state.Set("stopped_epoch", StoppedEpoch);
        state.Set("best_weights", _bestWeights);
    }

    /// <inheritdoc/>
    protected internal override void LoadState(CallbackState state)
    {
        _monitor.Load(state);
        _wait = state.GetInt("wait") ?? 0;
        BestEpoch = state.GetInt("best_epoch");
        StoppedEpoch = state.GetInt("stopped_epoch");
        _bestWeights = state.GetArrays("best_weights") is { } weights ? [.. weights] : null;
    }

    private void Remember(int epoch)
    {
        BestEpoch = epoch;
        if (_restoreBestWeights) _bestWeights = Model.GetWeights();
    }

    private void Print(FormattableString line) => Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
