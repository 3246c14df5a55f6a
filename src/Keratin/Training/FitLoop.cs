using Keratin.Core;

namespace Keratin;

/// <summary>The one loop behind training: epochs, batches, validation, callbacks.</summary>
internal sealed class FitLoop(Model model, FitOptions options, PhasePlan training, Evaluator? validation, ThreadTeam? team)
{
    private readonly int[] _order = new int[options.Training.Length];
    private readonly ProgressDisplay _progress = ProgressDisplay.For(options.Verbose, options.Epochs, StepsPerEpoch(options));
    private readonly SortedList<string, double> _logs = new(StringComparer.Ordinal);
    private readonly Action<IDictionary<string, double>> _report = logs => training.Report(logs);
    private readonly Callback[] _batchCallbacks = [.. options.Callbacks.Where(callback => callback.BatchHooks)];
    private readonly int _steps = StepsPerEpoch(options);
    private int _used = options.Training.Length;

    /// <summary>Trains until the last epoch, or until a callback or the token stops it.</summary>
    public void Run(History history, CancellationToken cancellation)
    {
        training.Bind(options.Training);
        model.StopTraining = false;
        foreach (Callback callback in options.Callbacks) callback.Attach(model);
        Each(callback => callback.OnTrainBegin(_logs));
        try
        {
            for (int epoch = options.InitialEpoch; epoch < options.Epochs && !model.StopTraining; epoch++)
            {
                _logs.Clear();
                Each(callback => callback.OnEpochBegin(epoch, _logs));
                _progress.BeginEpoch(epoch);
                RunEpoch(epoch, cancellation);
                training.Report(_logs);
                if (validation is not null && (epoch + 1) % options.ValidationFreq == 0) validation.Run(cancellation).Report(_logs, "val_");
                _progress.EndEpoch(_logs);
                Each(callback => callback.OnEpochEnd(epoch, _logs));
                history.Add(epoch, _logs);
            }
        }
        finally
        {
            _progress.Close();
        }
        Each(callback => callback.OnTrainEnd(_logs));
    }

    private void RunEpoch(int epoch, CancellationToken cancellation)
    {
        training.Reset();
        if (_used == _order.Length)
        {
            ArrangeRows();
            _used = 0;
        }
        for (int step = 0; step < _steps && _used < _order.Length && !model.StopTraining; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_batchCallbacks.Length > 0) Begin(step);
            ReadOnlySpan<int> rows = _order.AsSpan(_used, Math.Min(options.BatchSize, _order.Length - _used));
            _used += rows.Length;
            if (!training.Run(rows, team) && !options.Callbacks.Any(callback => callback.AcceptsNonFiniteLoss(step)))
                throw NonFiniteLoss.At(model, options.Training.X, options.Training.Y, rows, epoch, step);
            if (_batchCallbacks.Length > 0) End(step);
            _progress.Step(step + 1, _report);
        }
    }

    private static int StepsPerEpoch(FitOptions options) => options.StepsPerEpoch ?? (options.Training.Length + options.BatchSize - 1) / options.BatchSize;

    // The order is a function of the seed and of the number of steps made so far: it differs from epoch to epoch and
    // from one Fit to the next, and training that is resumed goes on with the same orders.
    private void ArrangeRows()
    {
        if (options.Shuffle)
        {
            ulong key = RandomBits.Key((uint)options.Seed, (ulong)RandomPurpose.Shuffle, (ulong)model.Optimizer!.Iteration.Counter);
            RandomBits.Permute(key, _order);
            return;
        }
        for (int i = 0; i < _order.Length; i++) _order[i] = i;
    }

    private void Begin(int step)
    {
        foreach (Callback callback in _batchCallbacks) callback.OnTrainBatchBegin(step, new Dictionary<string, double>());
    }

    private void End(int step)
    {
        training.Report(_logs);
        foreach (Callback callback in _batchCallbacks) callback.OnTrainBatchEnd(step, _logs);
        _logs.Clear();
    }

    private void Each(Action<Callback> hook)
    {
        foreach (Callback callback in options.Callbacks) hook(callback);
    }
}
