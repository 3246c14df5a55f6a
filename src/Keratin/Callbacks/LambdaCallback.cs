namespace Keratin;

/// <summary>A callback out of functions, for a hook or two without a class: <c>new LambdaCallback(onEpochEnd: (epoch, logs) => …)</c>.</summary>
/// <param name="onTrainBegin">Training starts. Default: nothing, as of all the others.</param>
/// <param name="onTrainEnd">Training has ended; the last epoch's values.</param>
/// <param name="onEpochBegin">An epoch starts: its number, counted from 0.</param>
/// <param name="onEpochEnd">An epoch has ended: its number and its values by name; what is added gets into the history.</param>
/// <param name="onTrainBatchBegin">A step starts: its number within the epoch.</param>
/// <param name="onTrainBatchEnd">A step has ended: its number, and the means of the epoch so far.</param>
public sealed class LambdaCallback(
    Action<IDictionary<string, double>>? onTrainBegin = null,
    Action<IDictionary<string, double>>? onTrainEnd = null,
    Action<int, IDictionary<string, double>>? onEpochBegin = null,
    Action<int, IDictionary<string, double>>? onEpochEnd = null,
    Action<int, IDictionary<string, double>>? onTrainBatchBegin = null,
    Action<int, IDictionary<string, double>>? onTrainBatchEnd = null) : Callback
{
    /// <inheritdoc/>
    protected override bool WantsBatches => onTrainBatchBegin is not null || onTrainBatchEnd is not null;

    /// <inheritdoc/>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs) => onTrainBegin?.Invoke(logs);

    /// <inheritdoc/>
    protected internal override void OnTrainEnd(IDictionary<string, double> logs) => onTrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs) => onEpochBegin?.Invoke(epoch, logs);

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    protected internal override void OnTrainBatchBegin(int batch, IDictionary<string, double> logs) => onTrainBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs) => onTrainBatchEnd?.Invoke(batch, logs);
}
