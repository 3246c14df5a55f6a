namespace Keratin;

/// <summary>
/// Puts the optimizer's moving averages in the place of the weights while a training is validated, and takes them back
/// after it; on request also at the end of each epoch, so that what a later callback saves are the averages. Where
/// the training breaks off, the weights are back in their place. The optimizer must keep the averages:
/// <c>new RMSprop { UseEma = true }</c>.
/// </summary>
/// <param name="swapOnEpoch">Whether the averages stand in for the weights from the end of an epoch to the beginning of the next. Default: no.</param>
public sealed class SwapEMAWeights(bool swapOnEpoch = false) : Callback
{
    internal override IReadOnlyList<string> AddedLogs => [];

    /// <summary>Looks whether there are averages.</summary>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs)
    {
        Optimizer optimizer = Model.Optimizer!;
        if (!optimizer.UseEma)
            throw new InvalidOperationException($"SwapEMAWeights needs an optimizer that keeps moving averages, but {optimizer.Name} does not: set UseEma = true.");
    }

    /// <inheritdoc/>
    protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs) => Model.Optimizer!.SwapAverages(inPlace: false);

    /// <inheritdoc/>
    protected internal override void OnTestBegin(IDictionary<string, double> logs) => Model.Optimizer!.SwapAverages(inPlace: true);

    /// <inheritdoc/>
    protected internal override void OnTestEnd(IDictionary<string, double> logs) => Model.Optimizer!.SwapAverages(inPlace: false);

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (swapOnEpoch) Model.Optimizer!.SwapAverages(inPlace: true);
    }
}
