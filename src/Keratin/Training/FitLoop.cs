using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Keratin;

/// <summary>The one loop behind training: epochs, batches, validation, callbacks.</summary>
/// <param name="model">The model, in the state that the training begins with.</param>
/// <param name="course">How it runs.</param>
/// <param name="training">Its steps.</param>
/// <param name="resumed">Where it goes on, if it was broken off before.</param>
/// <param name="validate">What evaluates after an epoch, if anything does.</param>
internal sealed class FitLoop(Model model, Course course, TrainingSteps training, FitState? resumed, Func<CancellationToken, PhasePlan>? validate)
{
    private readonly ProgressDisplay _progress = ProgressDisplay.For(course.Verbose, course.Epochs, training.PerEpoch);
    private readonly SortedList<string, double> _logs = new(StringComparer.Ordinal);
    private const string Description = "description";

    private readonly Callback[] _batchCallbacks = [.. course.Callbacks.Where(callback => callback.BatchHooks)];
    private bool _acceptedLoss;

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
            callback.Attach(model, course.Epochs, names, training.Rows, resumed is not null);
            names = names is not null && callback.AddedLogs is { } added ? [.. names, .. added] : null;
        }
        Each(callback => callback.OnTrainBegin(_logs));
        if (resumed is not null) GoOn(resumed, history);
        try
        {
            for (int epoch = resumed?.Epoch ?? course.InitialEpoch; epoch < course.Epochs && (!model.StopTraining || StepsMade(epoch) is not null); epoch++)
            {
                RunEpoch(epoch, history, cancellation);
                course.Backup?.Write(State(history, epoch + 1, step: null));
            }
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
        course.Backup?.Finish();
    }

    private void GoOn(FitState state, History history)
    {
        if (state.Steps.GetString(Description) is var saved && saved != training.Description)
            throw new InvalidOperationException($"The backup is of a training on {saved}, but this one is on {training.Description}: call Fit as before, or delete the backup to begin anew.");
        state.Tell(course.Callbacks);
        training.GoOnFrom(state.Steps, state.Step is not null);
        history.GoOnFrom(state.History);
        model.StopTraining = state.StopTraining;
        if (course.Verbose > 0) Console.Out.WriteLine($"Going on {(state.Step is null ? "with" : "within")} epoch {state.Epoch + 1}/{course.Epochs} from a backup.");
    }

    // How many steps of an epoch were made before the training was broken off within it.
    private int? StepsMade(int epoch) => epoch == resumed?.Epoch ? resumed.Step : null;

    private FitState State(History history, int epoch, int? step)
    {
        var steps = new Config();
        steps.Set(Description, training.Description);
        training.Save(steps, step is not null);
        return new FitState
        {
            Model = model,
            Seed = history.Seed,
            Epoch = epoch,
            Step = step,
            StopTraining = model.StopTraining,
            Steps = steps,
            History = history.ToRecord(),
            Callbacks = FitState.Ask(course.Callbacks),
        };
    }

    private void RunEpoch(int epoch, History history, CancellationToken cancellation)
    {
        using Observation? observation = Observation.Begin(Telemetry.Epoch, Telemetry.EpochDuration, model);
        observation?.Tag(Telemetry.EpochNumber, epoch);
        try
        {
            _logs.Clear();
            int? first = StepsMade(epoch);
            if (first is null) Each(callback => callback.OnEpochBegin(epoch, _logs));
            _progress.BeginEpoch(epoch);
            if (first is null) training.BeginEpoch();
            RunSteps(epoch, first ?? 0, history, cancellation);
            if (!_acceptedLoss && NonFiniteWeight.Among(model.Weights) is { } weight) throw NonFiniteWeight.After(model, weight, epoch);
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
    private void RunSteps(int epoch, int first, History history, CancellationToken cancellation)
    {
        Action<IDictionary<string, double>> report = training.Report;
        for (int step = first; !model.StopTraining; step++)
        {
            if (cancellation.IsCancellationRequested) BreakOff(epoch, step, history, cancellation);
            if (!training.MoveNext()) return;
            if (_batchCallbacks.Length > 0) Begin(step);
            if (training.Run()) Telemetry.CountStep(model, training.BatchRows);
            else if (!IsAccepted(step)) throw training.NonFinite(epoch, step);
            if (_batchCallbacks.Length > 0) End(step);
            _progress.Step(step + 1, report);
            if (course.Backup is { } backup && backup.IsDueAfterStep()) backup.Write(State(history, epoch, step + 1));
        }
    }

    private void BreakOff(int epoch, int steps, History history, CancellationToken cancellation)
    {
        if (steps > 0) course.Backup?.Write(State(history, epoch, steps));
        cancellation.ThrowIfCancellationRequested();
    }

    private bool IsAccepted(int step)
    {
        bool accepted = false;
        // All are told, whoever accepts.
        foreach (Callback callback in course.Callbacks) accepted |= callback.AcceptsNonFiniteLoss(step);
        _acceptedLoss |= accepted;
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
