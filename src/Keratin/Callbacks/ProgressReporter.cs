namespace Keratin;

/// <summary>Tells an <see cref="IProgress{T}"/>, such as a window's progress bar, how far a training has got.</summary>
/// <param name="progress">Is told after each epoch.</param>
/// <param name="everyStep">Whether it is also told after each step. Default: no.</param>
/// <exception cref="ArgumentNullException">There is no one to tell.</exception>
public sealed class ProgressReporter(IProgress<TrainingProgress> progress, bool everyStep = false) : Callback
{
    private readonly IProgress<TrainingProgress> _progress = progress ?? throw new ArgumentNullException(nameof(progress));
    private int _epoch;

    /// <inheritdoc/>
    protected override bool WantsBatches => everyStep;

    internal override IReadOnlyList<string> AddedLogs => [];

    /// <inheritdoc/>
    protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs) => _epoch = epoch;

    /// <inheritdoc/>
    protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs) => _progress.Report(new TrainingProgress(_epoch, Epochs, batch, Copy(logs)));

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => _progress.Report(new TrainingProgress(epoch, Epochs, Batch: null, Copy(logs)));

    // It may be looked at on another thread, when the logs have moved on.
    private static Dictionary<string, double> Copy(IDictionary<string, double> logs) => new(logs, StringComparer.Ordinal);
}
