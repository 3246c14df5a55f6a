using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Keratin;

/// <summary>The one loop behind training: epochs, batches, validation, callbacks.</summary>
internal sealed class FitLoop(Model model, Course course, TrainingSteps training, Func<CancellationToken, PhasePlan>? validate)
{
    private readonly ProgressDisplay _progress = ProgressDisplay.For(course.Verbose, course.Epochs, training.PerEpoch);
    private readonly SortedList<string, double> _logs = new(StringComparer.Ordinal);
    private readonly Callback[] _batchCallbacks = [.. course.Callbacks.Where(callback => callback.BatchHooks)];

    /// <summary>Trains until the last epoch, or until a callback or the token stops it.</summary>
    public void Run(History history, CancellationToken cancellation)
    {
        using Observation? observation = Observation.Begin(Telemetry.Fit, Telemetry.FitDuration, model);
        observation?.Tag(Telemetry.Epochs, course.Epochs).Tag(Telemetry.Samples, training.Rows).Tag(Telemetry.Seed, history.Seed);
        try
        {
            Train(history, cancellation);
            observation?.Tag(Telemetry.Parameters, model.ParameterCount);
        }
        catch (Exception error)
        {
            observation?.Fail(error);
            Each(callback => callback.OnTrainFailed(error));
            throw;
        }
    }

    private void Train(History history, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        model.StopTraining = false;
        model.Optimizer!.BeginTraining();
        IReadOnlyList<string>? names = LogNames();
        foreach (Callback callback in course.Callbacks)
        {
            callback.Attach(model, course.Epochs, names, training.Rows);
            names = names is not null && callback.AddedLogs is { } added ? [.. names, .. added] : null;
        }
        Each(callback => callback.OnTrainBegin(_logs));
        try
        {
            for (int epoch = course.InitialEpoch; epoch < course.Epochs && !model.StopTraining; epoch++) RunEpoch(epoch, history, cancellation);
        }
        finally
        {
            _progress.Close();
            history.Duration = Stopwatch.GetElapsedTime(begin);
            // Where a validation or a callback broke off, the averages may still stand in for the weights.
            model.Optimizer.SwapAverages(inPlace: false);
        }
        model.Optimizer.FinalizeVariableValues();
        Each(callback => callback.OnTrainEnd(_logs));
    }

    private void RunEpoch(int epoch, History history, CancellationToken cancellation)
    {
        using Observation? observation = Observation.Begin(Telemetry.Epoch, Telemetry.EpochDuration, model);
        observation?.Tag(Telemetry.EpochNumber, epoch);
        try
        {
            _logs.Clear();
            Each(callback => callback.OnEpochBegin(epoch, _logs));
            _progress.BeginEpoch(epoch);
            RunSteps(epoch, cancellation);
            training.Report(_logs);
            if (validate is not null && (epoch + 1) % course.ValidationFreq == 0) Validate(cancellation);
            _progress.EndEpoch(_logs);
            Each(callback => callback.OnEpochEnd(epoch, _logs));
            history.Add(epoch, _logs);
        }
        catch (Exception error)
        {
            observation?.Fail(error);
            throw;
        }
        observation?.Tag(_logs);
        Telemetry.ReportEpoch(model, _logs);
    }

    private void Validate(CancellationToken cancellation)
    {
        Each(callback => callback.OnTestBegin(_logs));
        using (Observation? observation = Observation.Begin(Telemetry.Evaluate, Telemetry.EvaluateDuration, model))
        {
            try
            {
                validate!(cancellation).Report(_logs, "val_");
            }
            catch (Exception error)
            {
                observation?.Fail(error);
                throw;
            }
        }
        Each(callback => callback.OnTestEnd(_logs));
    }

    // What runs once per step is compiled at its best at once, here and below: a fit may be over before the runtime would
    // have noticed that it is worth it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunSteps(int epoch, CancellationToken cancellation)
    {
        training.BeginEpoch();
        Action<IDictionary<string, double>> report = training.Report;
        for (int step = 0; !model.StopTraining; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!training.MoveNext()) return;
            if (_batchCallbacks.Length > 0) Begin(step);
            if (training.Run()) Telemetry.CountStep(model, training.BatchRows);
            else if (!IsAccepted(step)) throw training.NonFinite(epoch, step);
            if (_batchCallbacks.Length > 0) End(step);
            _progress.Step(step + 1, report);
        }
    }

    private bool IsAccepted(int step)
    {
        bool accepted = false;
        // All are told, whoever accepts.
        foreach (Callback callback in course.Callbacks) accepted |= callback.AcceptsNonFiniteLoss(step);
        return accepted;
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

    private IReadOnlyList<string> LogNames()
    {
        string[] names = [.. model.Metrics.Select(metric => metric.Name).Prepend("loss")];
        return validate is null ? names : [.. names, .. names.Select(name => "val_" + name)];
    }

    private void Each(Action<Callback> hook)
    {
        foreach (Callback callback in course.Callbacks) hook(callback);
    }
}
