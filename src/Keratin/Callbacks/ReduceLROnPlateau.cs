namespace Keratin;

/// <summary>
/// Makes the learning rate smaller when a value has not become better for some epochs. Its arguments, defaults and
/// order of steps are Keras's. The learning rate gets into the history as <c>learning_rate</c>.
/// </summary>
public sealed class ReduceLROnPlateau : Callback
{
    private readonly MonitoredValue _monitor;
    private readonly double _factor;
    private readonly int _patience;
    private readonly int _verbose;
    private readonly int _cooldown;
    private readonly double _minLR;
    private int _wait;
    private int _cooling;

    /// <summary>Makes a callback; it may be used for several <c>Fit</c>s and starts afresh in each.</summary>
    /// <param name="monitor">The value to watch. Default: <c>"val_loss"</c>.</param>
    /// <param name="factor">What the learning rate is multiplied by, from 0 to below 1. Default: 0.1.</param>
    /// <param name="patience">How many epochs without a better value to wait for. Default: 10.</param>
    /// <param name="verbose">1 prints each new learning rate; 0, the default, prints nothing.</param>
    /// <param name="mode"><c>"min"</c> where less is better, <c>"max"</c> where more is, <c>"auto"</c> (the default) to go by the loss or metric.</param>
    /// <param name="minDelta">A change counts as better only if it is larger than this. Default: 0.0001.</param>
    /// <param name="cooldown">How many epochs after a reduction the waiting begins again. Default: 0.</param>
    /// <param name="minLR">The smallest learning rate. Default: 0.</param>
    /// <exception cref="ArgumentException">The mode is not known, or there is no value to watch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not below 1, or a number is negative or not finite.</exception>
    public ReduceLROnPlateau(string monitor = "val_loss", double factor = 0.1, int patience = 10, int verbose = 0, string mode = "auto",
        double minDelta = 1e-4, int cooldown = 0, double minLR = 0)
    {
        if (!(factor >= 0 && factor < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), FormattableString.Invariant($"ReduceLROnPlateau needs a factor from 0 to below 1, such as 0.1, but got {factor}."));
        if (!(minLR >= 0 && double.IsFinite(minLR)))
            throw new ArgumentOutOfRangeException(nameof(minLR), FormattableString.Invariant($"ReduceLROnPlateau: minLR must be a learning rate of 0 or more but was {minLR}."));
        _monitor = new MonitoredValue(nameof(ReduceLROnPlateau), monitor, mode, minDelta);
        _patience = MonitoredValue.Epochs(nameof(ReduceLROnPlateau), nameof(patience), patience);
        _cooldown = MonitoredValue.Epochs(nameof(ReduceLROnPlateau), nameof(cooldown), cooldown);
        (_factor, _verbose, _minLR) = (factor, verbose, minLR);
    }

    /// <summary>Where verbose lines go.</summary>
    internal TextWriter Output { get; init; } = Console.Out;

    /// <summary>Where warnings go.</summary>
    internal TextWriter Warnings { get; init; } = Console.Error;

    internal override IReadOnlyList<string> AddedLogs => ["learning_rate"];

    /// <summary>Forgets the previous run.</summary>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs)
    {
        _monitor.Reset();
        (_wait, _cooling) = (0, 0);
    }

    /// <summary>Compares the value with the best so far.</summary>
    /// <exception cref="InvalidOperationException">The mode is auto and nothing says whether more or less of the value is better; or the optimizer has a schedule of its own.</exception>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        Optimizer optimizer = Model.Optimizer!;
        double? watched = _monitor.Read(Model, logs, "reduce the learning rate", Warnings);
        logs["learning_rate"] = optimizer.LearningRate;
        if (watched is not { } current) return;
        if (_cooling > 0)
        {
            _cooling--;
            _wait = 0;
        }
        if (_monitor.IsBetter(current, _monitor.Best))
        {
            _monitor.Best = current;
            _wait = 0;
            return;
        }
        if (_cooling > 0 || ++_wait < _patience || optimizer.LearningRate <= (float)_minLR) return;
        double reduced = Math.Max(optimizer.LearningRate * _factor, _minLR);
        optimizer.LearningRate = reduced;
        if (_verbose > 0) Output.WriteLine(FormattableString.Invariant($"Epoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {reduced}."));
        (_wait, _cooling) = (0, _cooldown);
    }

    /// <inheritdoc/>
    protected internal override void SaveState(CallbackState state)
    {
        _monitor.Save(state);
        state.Set("wait", _wait);
        state.Set("cooling", _cooling);
    }

    /// <inheritdoc/>
    protected internal override void LoadState(CallbackState state)
    {
        _monitor.Load(state);
        (_wait, _cooling) = (state.GetInt("wait") ?? 0, state.GetInt("cooling") ?? 0);
    }
}
