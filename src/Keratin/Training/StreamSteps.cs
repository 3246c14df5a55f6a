using System.Globalization;

namespace Keratin;

/// <summary>Steps over batches that come one by one.</summary>
/// <param name="batches">The batches; asked for again for each epoch, or, with <paramref name="stepsPerEpoch"/>, when they have come to an end.</param>
/// <param name="plan">What runs them.</param>
/// <param name="stepsPerEpoch">How many batches make an epoch; null where all of them do.</param>
internal sealed class StreamSteps(IEnumerable<Batch> batches, StreamPlan plan, int? stepsPerEpoch) : TrainingSteps, IDisposable
{
    private IEnumerator<Batch>? _rest;
    private int _epochs;
    private int _step;
    private int _taken;

    /// <inheritdoc/>
    public override int? PerEpoch => stepsPerEpoch;

    /// <inheritdoc/>
    public override int? Rows => null;

    /// <inheritdoc/>
    public override int BatchRows => plan.BatchRows;

    /// <inheritdoc/>
    public override void BeginEpoch()
    {
        plan.Reset();
        _epochs++;
        _step = 0;
        if (_rest is null) Start();
    }

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (_step == stepsPerEpoch) return false;
        if (!_rest!.MoveNext())
        {
            Dispose();
            // An epoch that begins where the last one took the last batch begins with the first again.
            if (_step == 0 && _epochs > 1 && stepsPerEpoch is not null) Start();
            if (_rest?.MoveNext() == true) return Take();
            return _step > 0 ? false : throw new InvalidOperationException(_epochs == 1 ? "The stream of batches is empty: there is nothing to train on."
                : "The stream of batches is empty in its second run: it is asked for again when an epoch needs more, so give an IEnumerable that can start again, or fewer epochs.");
        }
        return Take();
    }

    /// <inheritdoc/>
    public override bool Run() => plan.Run();

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"a stream of batches, {stepsPerEpoch?.ToString("N0", CultureInfo.InvariantCulture) ?? "all of them"} an epoch");

    /// <inheritdoc/>
    public override void Save(Config state, bool withinEpoch)
    {
        state.Set("epochs", (long)_epochs);
        state.Set("taken", _rest is null ? null : _taken);
        if (!withinEpoch) return;
        state.Set("step", (long)_step);
        plan.Plan.Save(state);
    }

    /// <inheritdoc/>
    public override void GoOnFrom(Config state, bool withinEpoch)
    {
        _epochs = state.GetInt("epochs");
        if (state.GetOptionalInt("taken") is { } taken)
        {
            Start();
            for (; _taken < taken; _taken++)
            {
                if (!_rest!.MoveNext()) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The backup was made after {taken:N0} batches of the stream, but it has only {_taken:N0}: give the same stream, or delete the backup to begin anew."));
                plan.Skip();
            }
        }
        if (!withinEpoch) return;
        _step = state.GetInt("step");
        plan.GoOnFrom(state);
    }

    /// <inheritdoc/>
    public override NotFiniteNumberException NonFinite(int epoch, int step) => plan.NonFinite(epoch, step);

    /// <inheritdoc/>
    public override void Report(IDictionary<string, double> logs) => plan.Plan.Report(logs);

    /// <summary>Ends the enumeration.</summary>
    public void Dispose()
    {
        _rest?.Dispose();
        _rest = null;
    }

    private void Start()
    {
        _rest = batches.GetEnumerator();
        _taken = 0;
        plan.BeginStream();
    }

    private bool Take()
    {
        plan.Load(_rest!.Current);
        _step++;
        _taken++;
        return true;
    }
}
