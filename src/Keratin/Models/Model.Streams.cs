namespace Keratin;

// Data that do not fit into memory: batches come one by one, and each is checked before its step.
public partial class Model
{
    /// <summary>Trains on batches that come one by one, for data larger than memory. Each batch is one step, checked before it is made.</summary>
    /// <param name="batches">The batches, of any sizes; enumerated once per epoch, in their order.</param>
    /// <param name="epochs">How often all batches are used; where <paramref name="initialEpoch"/> is given, the number at which training ends. Default: 1.</param>
    /// <param name="stepsPerEpoch">How many batches make an epoch: the next one goes on where it stopped, and a stream that has come to an end starts again with the next epoch. Default: all.</param>
    /// <param name="verbose">0 prints nothing, 1 (the default) a progress line, 2 one line per epoch. Where the console is redirected, 1 prints as 2 does.</param>
    /// <param name="callbacks">What runs at the turns of the training. Default: nothing.</param>
    /// <param name="validationData">Inputs and targets to evaluate after each epoch. Default: none.</param>
    /// <param name="validationBatches">Batches to evaluate after each epoch, enumerated each time, instead of <paramref name="validationData"/>. Default: none.</param>
    /// <param name="classWeight">How much the rows of each class count in the loss, as for arrays. Default: none.</param>
    /// <param name="initialEpoch">The number of the first epoch, for training that is resumed. Default: 0.</param>
    /// <param name="validationFreq">Validates after every so many epochs. Default: 1.</param>
    /// <param name="cancellationToken">Stops the training after the present batch; the model keeps the weights it has then.</param>
    /// <returns>The loss and the metrics of each epoch, those of the validation with <c>val_</c> before their names.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or an epoch got no batch.</exception>
    /// <exception cref="ArgumentException">An argument or a batch does not fit; the batches before it have been trained on.</exception>
    /// <exception cref="NotFiniteNumberException">The loss became NaN or infinite; the step was not made.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; <see cref="History"/> holds the finished epochs.</exception>
    /// <example>
    /// <code>
    /// IEnumerable&lt;Batch&gt; Batches()
    /// {
    ///     foreach (string file in files) yield return (ReadInputs(file), ReadTargets(file));
    /// }
    /// model.Fit(Batches(), epochs: 3);
    /// </code>
    /// </example>
    public History Fit(IEnumerable<Batch> batches, int epochs = 1, int? stepsPerEpoch = null, int verbose = 1, IReadOnlyList<Callback>? callbacks = null,
        (NDArray X, NDArray Y)? validationData = null, IEnumerable<Batch>? validationBatches = null, IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0, int validationFreq = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RequireCompiled(nameof(Fit));
        TrainingData.CheckCourse(epochs, initialEpoch, stepsPerEpoch, validationFreq, verbose, callbacks);
        if (validationData is not null && validationBatches is not null)
            throw new ArgumentException("validationData and validationBatches cannot be given together: the model is validated on one of them.", nameof(validationBatches));
        _gate.EnterWriteLock();
        try
        {
            if (validationData is { } given)
            {
                Samples held = TrainingData.Check(this, Compressed([given.X]), [given.Y], validation: true);
                validationBatches = [(held.X, held.Y)];
            }
            var course = new Course(epochs, initialEpoch, validationFreq, verbose, callbacks ?? []);
            if (course.Backup is not null && !Built)
                throw new InvalidOperationException($"BackupAndRestore needs a model that is built where batches come as a stream, but {this} will be only by the first batch: begin it with an Input layer.");
            FitState? resumed = course.Backup?.Restore(this);
            using var training = new StreamPlan(this, _plans, Phase.Train, "stream", classWeight);
            using var validation = new StreamPlan(this, _plans, Phase.Evaluate, "validation stream");
            using var steps = new StreamSteps(batches, training, stepsPerEpoch);
            History history = History = NewHistory(Seed);
            new FitLoop(this, course, steps, resumed, validationBatches is null ? null : token => RunAll(validation, validationBatches, token)).Run(history, cancellationToken);
            return history;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Trains on batches that arrive asynchronously. The training runs on a thread of its own, which waits for the next batch; the model cannot be used meanwhile.</summary>
    /// <param name="batches">The batches, of any sizes; enumerated once per epoch, in their order.</param>
    /// <param name="epochs">How often all batches are used; where <paramref name="initialEpoch"/> is given, the number at which training ends. Default: 1.</param>
    /// <param name="stepsPerEpoch">How many batches make an epoch; as for batches that do not arrive asynchronously. Default: all.</param>
    /// <param name="verbose">0 prints nothing, 1 (the default) a progress line, 2 one line per epoch.</param>
    /// <param name="callbacks">What runs at the turns of the training, on its thread. Default: nothing.</param>
    /// <param name="validationData">Inputs and targets to evaluate after each epoch. Default: none.</param>
    /// <param name="validationBatches">Batches to evaluate after each epoch, enumerated each time, instead of <paramref name="validationData"/>. Default: none.</param>
    /// <param name="classWeight">How much the rows of each class count in the loss, as for arrays. Default: none.</param>
    /// <param name="initialEpoch">The number of the first epoch, for training that is resumed. Default: 0.</param>
    /// <param name="validationFreq">Validates after every so many epochs. Default: 1.</param>
    /// <param name="cancellationToken">Stops the training after the present batch, and the waiting for the next.</param>
    /// <returns>The loss and the metrics of each epoch.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or an epoch got no batch.</exception>
    /// <exception cref="ArgumentException">An argument or a batch does not fit; the batches before it have been trained on.</exception>
    /// <exception cref="NotFiniteNumberException">The loss became NaN or infinite; the step was not made.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; <see cref="History"/> holds the finished epochs.</exception>
    public Task<History> FitAsync(IAsyncEnumerable<Batch> batches, int epochs = 1, int? stepsPerEpoch = null, int verbose = 1, IReadOnlyList<Callback>? callbacks = null,
        (NDArray X, NDArray Y)? validationData = null, IAsyncEnumerable<Batch>? validationBatches = null, IReadOnlyDictionary<int, double>? classWeight = null,
        int initialEpoch = 0, int validationFreq = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return OnThreadOfItsOwn(() => Fit(batches.ToBlockingEnumerable(cancellationToken), epochs, stepsPerEpoch, verbose, callbacks, validationData,
            validationBatches?.ToBlockingEnumerable(cancellationToken), classWeight, initialEpoch, validationFreq, cancellationToken), cancellationToken);
    }

    /// <summary>The loss and the metrics of batches that come one by one.</summary>
    /// <param name="batches">The batches, of any sizes.</param>
    /// <param name="cancellationToken">Stops after the present batch.</param>
    /// <returns>The values by name, or in order.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or there is no batch.</exception>
    /// <exception cref="ArgumentException">A batch does not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Evaluation Evaluate(IEnumerable<Batch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        RequireCompiled(nameof(Evaluate));
        using Observation? observation = Observation.Begin(Telemetry.Evaluate, Telemetry.EvaluateDuration, this);
        // The first batch may build the model, which nobody else may see half done.
        _gate.EnterWriteLock();
        try
        {
            using var plan = new StreamPlan(this, _plans, Phase.Evaluate, "stream");
            Evaluation result = RunAll(plan, batches, cancellationToken).ToEvaluation();
            observation?.Tag(result.Values);
            return result;
        }
        catch (Exception error)
        {
            observation?.Fail(error);
            throw;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>The loss and the metrics of batches that arrive asynchronously.</summary>
    /// <param name="batches">The batches, of any sizes.</param>
    /// <param name="cancellationToken">Stops after the present batch, and the waiting for the next.</param>
    /// <returns>The values by name, or in order.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or there is no batch.</exception>
    /// <exception cref="ArgumentException">A batch does not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<Evaluation> EvaluateAsync(IAsyncEnumerable<Batch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return OnThreadOfItsOwn(() => Evaluate(batches.ToBlockingEnumerable(cancellationToken), cancellationToken), cancellationToken);
    }

    /// <summary>The outputs of rows that come in batches, each computed when it is asked for: any number of rows in bounded memory.</summary>
    /// <param name="batches">The inputs, of any numbers of rows.</param>
    /// <returns>The outputs of each batch, in order.</returns>
    /// <exception cref="ArgumentException">A batch does not fit the model; thrown when it is its turn.</exception>
    public IEnumerable<NDArray> Predict(IEnumerable<NDArray> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return batches.Select(PredictBatch);
    }

    /// <summary>The outputs of a model with several inputs or outputs, for rows that come in batches, each computed when it is asked for.</summary>
    /// <param name="batches">For each batch an array for each input, in order.</param>
    /// <returns>For each batch an array for each output.</returns>
    /// <exception cref="ArgumentException">A batch does not fit the model; thrown when it is its turn.</exception>
    public IEnumerable<NDArray[]> Predict(IEnumerable<NDArray[]> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return batches.Select(batch => Predict(batch));
    }

    /// <summary>The outputs of rows that arrive asynchronously in batches.</summary>
    /// <param name="batches">The inputs, of any numbers of rows.</param>
    /// <returns>The outputs of each batch, in order.</returns>
    /// <exception cref="ArgumentException">A batch does not fit the model; thrown when it is its turn.</exception>
    public IAsyncEnumerable<NDArray> PredictAsync(IAsyncEnumerable<NDArray> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return batches.Select(PredictBatch);
    }

    private NDArray PredictBatch(NDArray batch, int before)
    {
        try
        {
            return Predict(batch);
        }
        catch (ArgumentException error)
        {
            throw StreamPlan.BadBatch(before + 1, "stream", error);
        }
    }

    private static PhasePlan RunAll(StreamPlan plan, IEnumerable<Batch> batches, CancellationToken cancellation)
    {
        bool any = false;
        plan.BeginStream();
        plan.Reset();
        foreach (Batch batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            plan.Load(batch);
            plan.Run();
            any = true;
        }
        return any ? plan.Plan : throw new InvalidOperationException("The stream of batches is empty: there is nothing to evaluate.");
    }

    // The locks of a model belong to threads, so that awaiting would lose them.
    private static Task<T> OnThreadOfItsOwn<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
