using System.Numerics;
using Keratin.Core;

namespace Keratin;

public partial class Model
{
    /// <summary>Trains the model. All arguments and data are checked before the first step.</summary>
    /// <param name="x">The inputs, a row per sample: dense or sparse. Arrays such as <c>float[,]</c> go straight in.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are used; where <paramref name="initialEpoch"/> is given, the number at which training ends. Default: 1.</param>
    /// <param name="verbose">0 prints nothing, 1 (the default) a progress line, 2 one line per epoch. Where the console is redirected, 1 prints as 2 does.</param>
    /// <param name="callbacks">What runs at the turns of the training. Default: nothing.</param>
    /// <param name="validationSplit">The share of rows, taken from the end before any shuffling, that is not trained on but evaluated after each epoch. Default: 0.</param>
    /// <param name="validationData">Inputs and targets to evaluate after each epoch; <paramref name="validationSplit"/> is then ignored.</param>
    /// <param name="shuffle">Whether the rows are put in a new order for each epoch. Default: yes.</param>
    /// <param name="seed">What the order is made of; default: the model's <see cref="Seed"/>.</param>
    /// <param name="classWeight">
    /// How much the rows of each class count in the loss: <c>new Dictionary&lt;int, double&gt; { [1] = 5 }</c>. Classes that
    /// are not named count 1. Validation takes no notice of it. The targets are class labels or one-hot rows. Default: none.
    /// </param>
    /// <param name="sampleWeight">
    /// How much each row counts, (rows,), 0 or more: a batch's loss is Σ weight · loss / rows. The rows that
    /// <paramref name="validationSplit"/> takes keep their weights. Not together with <paramref name="classWeight"/>.
    /// Default: 1 for each.
    /// </param>
    /// <param name="validationSampleWeight">How much each row of <paramref name="validationData"/> counts. Default: 1 for each.</param>
    /// <param name="initialEpoch">The number of the first epoch, for training that is resumed. Default: 0.</param>
    /// <param name="stepsPerEpoch">How many steps make an epoch; the next one goes on where it stopped, and when all rows have been used the epoch ends early. Default: as many as use each row once.</param>
    /// <param name="validationFreq">Validates after every so many epochs. Default: 1.</param>
    /// <param name="cancellationToken">Stops the training after the present batch; the model keeps the weights it has then.</param>
    /// <returns>The loss and the metrics of each epoch, those of the validation data with <c>val_</c> before their names.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit the model, the loss or each other, or are not finite; nothing has changed then.</exception>
    /// <exception cref="NotFiniteNumberException">The loss became NaN or infinite; the step was not made.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; <see cref="History"/> holds the finished epochs.</exception>
    public History Fit(NDArray x, NDArray y, int batchSize = 32, int epochs = 1, int verbose = 1, IReadOnlyList<Callback>? callbacks = null,
        double validationSplit = 0, (NDArray X, NDArray Y)? validationData = null, bool shuffle = true, int? seed = null,
        IReadOnlyDictionary<int, double>? classWeight = null, NDArray? sampleWeight = null, NDArray? validationSampleWeight = null,
        int initialEpoch = 0, int? stepsPerEpoch = null, int validationFreq = 1, CancellationToken cancellationToken = default) =>
        Fit([x], [y], batchSize, epochs, verbose, callbacks, validationSplit, validationData is { } held ? ([held.X], [held.Y]) : null, shuffle, seed,
            classWeight, sampleWeight, validationSampleWeight, initialEpoch, stepsPerEpoch, validationFreq, cancellationToken);

    /// <summary>Trains a model with several inputs or outputs. All arguments and data are checked before the first step.</summary>
    /// <param name="x">An array for each input, in order, each with a row per sample: dense or sparse.</param>
    /// <param name="y">An array of targets for each output, in order, each with a row per sample.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are used; where <paramref name="initialEpoch"/> is given, the number at which training ends. Default: 1.</param>
    /// <param name="verbose">0 prints nothing, 1 (the default) a progress line, 2 one line per epoch. Where the console is redirected, 1 prints as 2 does.</param>
    /// <param name="callbacks">What runs at the turns of the training. Default: nothing.</param>
    /// <param name="validationSplit">The share of rows, taken from the end before any shuffling, that is not trained on but evaluated after each epoch. Default: 0.</param>
    /// <param name="validationData">Arrays of inputs and of targets to evaluate after each epoch; <paramref name="validationSplit"/> is then ignored.</param>
    /// <param name="shuffle">Whether the rows are put in a new order for each epoch. Default: yes.</param>
    /// <param name="seed">What the order is made of; default: the model's <see cref="Seed"/>.</param>
    /// <param name="classWeight">How much the rows of each class count in the loss, as for one array; only with one output. Default: none.</param>
    /// <param name="sampleWeight">How much each row counts, (rows,), 0 or more; only with one output. Default: 1 for each.</param>
    /// <param name="validationSampleWeight">How much each row of <paramref name="validationData"/> counts. Default: 1 for each.</param>
    /// <param name="initialEpoch">The number of the first epoch, for training that is resumed. Default: 0.</param>
    /// <param name="stepsPerEpoch">How many steps make an epoch, as for one array. Default: as many as use each row once.</param>
    /// <param name="validationFreq">Validates after every so many epochs. Default: 1.</param>
    /// <param name="cancellationToken">Stops the training after the present batch; the model keeps the weights it has then.</param>
    /// <returns>The loss and the metrics of each epoch. With several outputs also each one's loss, <c>department_loss</c>; its metrics are <c>department_accuracy</c>.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit the model, the losses or each other, or are not finite; nothing has changed then.</exception>
    /// <exception cref="NotFiniteNumberException">The loss became NaN or infinite; the step was not made.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; <see cref="History"/> holds the finished epochs.</exception>
    public History Fit(NDArray[] x, NDArray[] y, int batchSize = 32, int epochs = 1, int verbose = 1, IReadOnlyList<Callback>? callbacks = null,
        double validationSplit = 0, (NDArray[] X, NDArray[] Y)? validationData = null, bool shuffle = true, int? seed = null,
        IReadOnlyDictionary<int, double>? classWeight = null, NDArray? sampleWeight = null, NDArray? validationSampleWeight = null,
        int initialEpoch = 0, int? stepsPerEpoch = null, int validationFreq = 1, CancellationToken cancellationToken = default)
    {
        RequireCompiled(nameof(Fit));
        TrainingData.CheckBatchSize(batchSize);
        TrainingData.CheckCourse(epochs, initialEpoch, stepsPerEpoch, validationFreq, verbose, callbacks);
        if (seed < 0) throw new ArgumentOutOfRangeException(nameof(seed), $"A seed must be zero or positive but was {seed}.");
        SampleWeights.CheckOneKind(sampleWeight, classWeight);
        if (validationSampleWeight is not null && validationData is null)
            throw new ArgumentException("validationSampleWeight holds the weights of validationData, but there is none: with validationSplit, sampleWeight is split as well.", nameof(validationSampleWeight));
        _gate.EnterWriteLock();
        try
        {
            Samples training = TrainingData.Check(this, Compressed(x), y, sampleWeight, classWeight);
            Samples? held = null;
            if (validationData is { } given) held = TrainingData.Check(this, Compressed(given.X), given.Y, validationSampleWeight, validation: true);
            else if (validationSplit != 0) (training, held) = SplitForValidation(training, validationSplit);
            if (classWeight is not null) training = training with { Weights = SampleWeights.OfClasses(classWeight, training.Y[0]) };
            var course = new Course(epochs, initialEpoch, validationFreq, verbose, callbacks ?? []);
            FitState? resumed = course.Backup?.Restore(this);
            return Train(course, resumed, training, held, batchSize, stepsPerEpoch, shuffle, resumed?.Seed ?? seed ?? Seed, cancellationToken);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>
    /// The loss and the metrics of some data. The result does not depend on how the rows are cut into batches, unless the
    /// loss or a metric does (<see cref="LossReduction"/>, <see cref="Dice"/>).
    /// </summary>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="batchSize">At least how many rows are worked on at once; exactly, where the loss or a metric depends on it. Default: 32.</param>
    /// <param name="sampleWeight">How much each row counts in the loss and the weighted metrics, (rows,), 0 or more. Default: 1 for each.</param>
    /// <returns>The values by name, or in order: <c>var (mse, mae) = model.Evaluate(x, y);</c></returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public Evaluation Evaluate(NDArray x, NDArray y, int batchSize = 32, NDArray? sampleWeight = null) => Evaluate([x], [y], batchSize, sampleWeight);

    /// <summary>The loss and the metrics of some data, of a model with several inputs or outputs.</summary>
    /// <param name="x">An array for each input, in order, each with a row per sample.</param>
    /// <param name="y">An array of targets for each output, in order, each with a row per sample.</param>
    /// <param name="batchSize">At least how many rows are worked on at once; exactly, where a loss or a metric depends on it. Default: 32.</param>
    /// <param name="sampleWeight">How much each row counts in the loss and the weighted metrics, (rows,), 0 or more; only with one output. Default: 1 for each.</param>
    /// <returns>The values by name: <c>loss</c>, with several outputs each one's loss, then the metrics.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public Evaluation Evaluate(NDArray[] x, NDArray[] y, int batchSize = 32, NDArray? sampleWeight = null)
    {
        RequireCompiled(nameof(Evaluate));
        TrainingData.CheckBatchSize(batchSize);
        x = Compressed(x);
        Samples samples = WhileBuilding(() => TrainingData.Check(this, x, y, sampleWeight));
        using Observation? observation = Observation.Begin(Telemetry.Evaluate, Telemetry.EvaluateDuration, this);
        observation?.Tag(Telemetry.Samples, samples.Length);
        _gate.EnterReadLock();
        try
        {
            var key = PlanKey.For(Phase.Evaluate, samples, EvaluatedAtOnce(samples, batchSize));
            PhasePlan plan = _plans.Rent(key);
            ThreadTeam? team = TeamFor(plan);
            Evaluation result = new Evaluator(plan, samples, team).Run().ToEvaluation();
            ThreadTeam.Return(team);
            _plans.Return(key, plan);
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
            _gate.ExitReadLock();
        }
    }

    /// <summary>Makes one training step on one batch.</summary>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="sampleWeight">How much each row counts in the loss and the weighted metrics, (rows,), 0 or more. Default: 1 for each.</param>
    /// <param name="classWeight">How much the rows of each class count, as in <c>Fit</c>; not together with <paramref name="sampleWeight"/>. Default: none.</param>
    /// <returns>The loss and the metrics of the batch, from before the step.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    /// <exception cref="NotFiniteNumberException">The loss was NaN or infinite; the step was not made.</exception>
    public Evaluation TrainOnBatch(NDArray x, NDArray y, NDArray? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null) =>
        TrainOnBatch([x], [y], sampleWeight, classWeight);

    /// <summary>Makes one training step on one batch, of a model with several inputs or outputs.</summary>
    /// <param name="x">An array for each input, in order, each with a row per sample.</param>
    /// <param name="y">An array of targets for each output, in order, each with a row per sample.</param>
    /// <param name="sampleWeight">How much each row counts in the loss and the weighted metrics, (rows,), 0 or more; only with one output. Default: 1 for each.</param>
    /// <param name="classWeight">How much the rows of each class count, as in <c>Fit</c>; not together with <paramref name="sampleWeight"/>, and only with one output. Default: none.</param>
    /// <returns>The losses and the metrics of the batch, from before the step.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    /// <exception cref="NotFiniteNumberException">The loss was NaN or infinite; the step was not made.</exception>
    public Evaluation TrainOnBatch(NDArray[] x, NDArray[] y, NDArray? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null)
    {
        RequireCompiled(nameof(TrainOnBatch));
        SampleWeights.CheckOneKind(sampleWeight, classWeight);
        _gate.EnterWriteLock();
        try
        {
            Samples samples = TrainingData.Check(this, x, y, sampleWeight, classWeight);
            if (classWeight is not null) samples = samples with { Weights = SampleWeights.OfClasses(classWeight, samples.Y[0]) };
            var key = PlanKey.For(Phase.Train, samples, PlanRows(samples.Length));
            PhasePlan plan = _plans.Rent(key);
            ThreadTeam? team = TeamFor(plan);
            // A learning rate schedule of the user's may throw within the step.
            try
            {
                Optimizer!.BeginTraining();
                plan.Bind(samples);
                plan.Reset();
                int[] order = [.. Enumerable.Range(0, samples.Length)];
                if (!plan.Run(order, team)) throw NonFiniteLoss.At(this, samples, order, epoch: 0, step: (int)Optimizer.Iteration.Counter);
                Telemetry.CountStep(this, samples.Length);
                return plan.ToEvaluation();
            }
            finally
            {
                ThreadTeam.Return(team);
                _plans.Return(key, plan);
            }
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Throws where rows of this shape are not what an input of the built model takes.</summary>
    internal void CheckInput(int input, Shape rows)
    {
        Shape expected = _isPlain ? InputShape! : InputShapes[input];
        if (rows.HasRowsOf(expected)) return;
        if (_topology is LayerStack) Layers[0].Check(rows);
        string what = InputNames.Count == 1 ? "inputs" : $"the input \"{InputNames[input]}\" to have rows";
        throw new ArgumentException($"{this} was built for {what} of shape {expected} but got {rows}: give it rows of that shape, or make a new model.", "x");
    }

    private History Train(Course course, FitState? resumed, Samples samples, Samples? held, int batchSize, int? stepsPerEpoch, bool shuffle, int seed, CancellationToken cancellation)
    {
        int rows = Math.Min(batchSize, samples.Length);
        var key = PlanKey.For(Phase.Train, samples, rows);
        PhasePlan training = _plans.Rent(key);
        PlanKey? validationKey = held is null ? null : PlanKey.For(Phase.Evaluate, held, EvaluatedAtOnce(held, batchSize));
        PhasePlan? validation = validationKey is null ? null : _plans.Rent(validationKey);
        ThreadTeam? team = TeamFor(training) ?? (validation is null ? null : TeamFor(validation));
        // A callback may fit the model as well, which leaves its own history behind.
        History history = History = NewHistory(seed);
        try
        {
            Evaluator? evaluator = validation is null ? null : new Evaluator(validation, held!, team);
            var steps = new ArraySteps(this, samples, training, training.SharesWork ? team : null, rows, stepsPerEpoch, shuffle ? seed : null);
            new FitLoop(this, course, steps, resumed, evaluator is null ? null : evaluator.Run).Run(history, cancellation);
            return history;
        }
        finally
        {
            ThreadTeam.Return(team);
            _plans.Return(key, training);
            if (validation is not null) _plans.Return(validationKey!, validation);
        }
    }

    // As in Keras: the last rows, before any shuffling.
    private static (Samples Training, Samples Held) SplitForValidation(Samples samples, double validationSplit)
    {
        if (!(validationSplit > 0 && validationSplit < 1)) throw new ArgumentOutOfRangeException(nameof(validationSplit), FormattableString.Invariant($"validationSplit must be from 0 to below 1 but was {validationSplit}."));
        int at = (int)Math.Floor(samples.Length * (1 - validationSplit));
        if (at == 0 || at == samples.Length)
            throw new ArgumentException(FormattableString.Invariant($"validationSplit {validationSplit} of {samples.Length} rows leaves {at} for training and {samples.Length - at} for validation: both need at least one."), nameof(validationSplit));
        return (samples[..at], samples[at..]);
    }

    // Dense rows that are mostly zeros are compressed once, where the layers that read them can do it so: same bits, less work.
    internal NDArray[] Compressed(NDArray[] inputs) => !CompressInputs || inputs is null || Layers.Count == 0 ? inputs!
        : [.. inputs.Select((data, i) => data is null || data.IsSparse || i >= InputNames.Count || !ReadsSparse(i) ? data! : Compression.Apply(data, Threads))];

    // Making the weights is a change, which nobody else may see half done.
    private T WhileBuilding<T>(Func<T> check)
    {
        if (Built) return check();
        _gate.EnterWriteLock();
        try
        {
            return check();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    // More rows than asked for, unless a batch's loss or metric is not the mean of its rows.
    private int EvaluatedAtOnce(Samples samples, int batchSize) =>
        Compilation!.DependsOnBatch ? Math.Min(samples.Length, batchSize) : RowsAtOnce(samples, batchSize);

    // Results do not depend on it: enough rows to keep the kernels busy, not more than a few megabytes of input. Powers
    // of two, so that calls with all kinds of row counts share a few plans.
    private static int RowsAtOnce(Samples samples, int batchSize) =>
        PlanRows(Math.Min(samples.Length, Math.Max(batchSize, samples.X.Min(data => data.IsSparse ? 1024 : RowsAtOnce(data.Shape)))));

    internal static int RowsAtOnce(Shape dense) => Math.Clamp((1 << 20) / Math.Max(1, dense.RowSize), 32, 1024);

    private static int PlanRows(int rows) => (int)BitOperations.RoundUpToPowerOf2((uint)rows);

    private ThreadTeam? TeamFor(PhasePlan plan) => plan.SharesWork ? ThreadTeam.Rent(Threads) : null;
}
