namespace Keratin;

/// <summary>
/// Code of your own that runs at the turns of a <c>Fit</c>: override the hooks you need. Logs hold the loss and the
/// metrics by name; what a hook adds to an epoch's logs gets into the history.
/// </summary>
public abstract class Callback
{
    private Model? _model;

    /// <summary>The model that is trained. Set <see cref="Model.StopTraining"/> to stop it.</summary>
    /// <exception cref="InvalidOperationException">The callback has not been given to <c>Fit</c>.</exception>
    public Model Model => _model ?? throw new InvalidOperationException($"{GetType().Name} has no model yet: give it to Fit in callbacks.");

    /// <summary>
    /// Whether <see cref="OnTrainBatchBegin"/> and <see cref="OnTrainBatchEnd"/> should be called. Off by default,
    /// because collecting logs after each step costs time that small steps would notice; override it to return true.
    /// </summary>
    protected virtual bool WantsBatches => false;

    /// <summary>Training starts; once per <c>Fit</c>.</summary>
    /// <param name="logs">Empty.</param>
    protected internal virtual void OnTrainBegin(IDictionary<string, double> logs) { }

    /// <summary>Training has ended, also where it was stopped early.</summary>
    /// <param name="logs">The last epoch's values.</param>
    protected internal virtual void OnTrainEnd(IDictionary<string, double> logs) { }

    /// <summary>An epoch starts.</summary>
    /// <param name="epoch">Its number, counted from 0.</param>
    /// <param name="logs">Empty.</param>
    protected internal virtual void OnEpochBegin(int epoch, IDictionary<string, double> logs) { }

    /// <summary>An epoch has ended, its validation included.</summary>
    /// <param name="epoch">Its number, counted from 0.</param>
    /// <param name="logs">Its values by name: loss, metrics, and those of the validation data with <c>val_</c> before.</param>
    protected internal virtual void OnEpochEnd(int epoch, IDictionary<string, double> logs) { }

    /// <summary>The validation at the end of an epoch starts.</summary>
    /// <param name="logs">The epoch's values so far.</param>
    protected internal virtual void OnTestBegin(IDictionary<string, double> logs) { }

    /// <summary>The validation at the end of an epoch has ended.</summary>
    /// <param name="logs">The epoch's values, those of the validation data with <c>val_</c> before.</param>
    protected internal virtual void OnTestEnd(IDictionary<string, double> logs) { }

    /// <summary>A training step starts. Called only where <see cref="WantsBatches"/> is true.</summary>
    /// <param name="batch">Its number within the epoch, counted from 0.</param>
    /// <param name="logs">Empty.</param>
    protected internal virtual void OnTrainBatchBegin(int batch, IDictionary<string, double> logs) { }

    /// <summary>A training step has ended. Called only where <see cref="WantsBatches"/> is true.</summary>
    /// <param name="batch">Its number within the epoch, counted from 0.</param>
    /// <param name="logs">The means of the epoch so far.</param>
    protected internal virtual void OnTrainBatchEnd(int batch, IDictionary<string, double> logs) { }

    /// <summary>
    /// A backup of the training is made (<see cref="BackupAndRestore"/>): tells what the callback must know to go on from here
    /// as if nothing had happened. By default nothing, and a callback that goes on begins anew.
    /// </summary>
    /// <param name="state">Where it is kept.</param>
    protected internal virtual void SaveState(CallbackState state) { }

    /// <summary>A training goes on from a backup: takes back what <see cref="SaveState"/> told. Comes after <see cref="OnTrainBegin"/>.</summary>
    /// <param name="state">What was kept.</param>
    protected internal virtual void LoadState(CallbackState state) { }

    /// <summary>The loss of a step was not finite; the step has not been made. True where training is to go on as the callback has arranged, instead of failing.</summary>
    internal virtual bool AcceptsNonFiniteLoss(int batch) => false;

    /// <summary>Training has ended with an exception, or was cancelled; <see cref="OnTrainEnd"/> is not called then.</summary>
    internal virtual void OnTrainFailed(Exception error) { }

    /// <summary>Whether the hooks around steps are wanted.</summary>
    internal bool BatchHooks => WantsBatches;

    /// <summary>The number of the epoch before which training ends at the latest.</summary>
    protected int Epochs { get; private set; }

    /// <summary>
    /// Whether the training goes on from a backup; known from <see cref="OnTrainBegin"/> on. If it stands within an epoch,
    /// <see cref="OnEpochBegin"/> is not called for that epoch again.
    /// </summary>
    protected bool IsResumed { get; private set; }

    /// <summary>How many rows are trained on; null where they come as a stream.</summary>
    internal int? Rows { get; private set; }

    /// <summary>The names of the values that the callback adds to the logs of an epoch; null where they are not known.</summary>
    internal virtual IReadOnlyList<string>? AddedLogs => null;

    /// <summary>The names that the logs of a validated epoch will have; null where a callback before this one may add others.</summary>
    internal IReadOnlyList<string>? LogNames { get; private set; }

    /// <summary>Tells the callback what is trained, for how long, what will be in the logs, on how many rows, and whether it goes on from a backup.</summary>
    internal void Attach(Model model, int epochs = 1, IReadOnlyList<string>? logNames = null, int? rows = null, bool resumed = false) =>
        (_model, Epochs, LogNames, Rows, IsResumed) = (model, epochs, logNames, rows, resumed);
}
