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
        plan.BeginStream();
    }

    private bool Take()
    {
        plan.Load(_rest!.Current);
        _step++;
        return true;
    }
}
