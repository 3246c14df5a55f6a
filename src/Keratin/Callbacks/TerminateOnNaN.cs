namespace Keratin;

/// <summary>
/// Ends training quietly when the loss becomes NaN or infinite. Without it, <c>Fit</c> throws and says which layer was
/// the first to fail. Either way the step is not made, and the model keeps the weights from before it.
/// </summary>
public sealed class TerminateOnNaN : Callback
{
    /// <summary>The step, counted from 0 within its epoch, at which training was ended; null where it was not.</summary>
    public int? StoppedBatch { get; private set; }

    /// <summary>Where the line goes.</summary>
    internal TextWriter Output { get; init; } = Console.Out;

    internal override IReadOnlyList<string> AddedLogs => [];

    /// <summary>Forgets the previous run.</summary>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs) => StoppedBatch = null;

    /// <inheritdoc/>
    protected internal override void SaveState(CallbackState state) => state.Set("stopped_batch", StoppedBatch);

    /// <inheritdoc/>
    protected internal override void LoadState(CallbackState state) => StoppedBatch = state.GetInt("stopped_batch");

    /// <summary>Stops training.</summary>
    internal override bool AcceptsNonFiniteLoss(int batch)
    {
        StoppedBatch = batch;
        Output.WriteLine(FormattableString.Invariant($"Batch {batch}: Invalid loss, terminating training"));
        Model.StopTraining = true;
        return true;
    }
}
