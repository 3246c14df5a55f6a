using System.Numerics;
using Keratin.Core;

namespace Keratin;

public abstract partial class Model
{
    /// <summary>Trains the model. All arguments and data are checked before the first step.</summary>
    /// <param name="x">The inputs, a row per sample: dense or sparse. Arrays such as <c>float[,]</c> go straight in.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32. The last batch of an epoch may be smaller.</param>
    /// <param name="epochs">How often all rows are used. Default: 1.</param>
    /// <param name="verbose">0 prints nothing, 1 (the default) a progress line, 2 one line per epoch. Where the console is redirected, 1 prints as 2 does.</param>
    /// <param name="callbacks">What runs at the turns of the training. Default: nothing.</param>
    /// <param name="validationSplit">The share of rows, taken from the end before any shuffling, that is not trained on but evaluated after each epoch. Default: 0.</param>
    /// <param name="validationData">Inputs and targets to evaluate after each epoch; <paramref name="validationSplit"/> is then ignored.</param>
    /// <param name="shuffle">Whether the rows are put in a new order for each epoch. Default: yes.</param>
    /// <param name="seed">What the order is made of; default: the model's <see cref="Seed"/>.</param>
    /// <param name="cancellationToken">Stops the training after the present batch; the model keeps the weights it has then.</param>
    /// <returns>The loss and the metrics of each epoch, those of the validation data with <c>val_</c> before their names.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit the model, the loss or each other, or are not finite; nothing has changed then.</exception>
    /// <exception cref="NotFiniteNumberException">The loss became NaN or infinite; the step was not made.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; <see cref="History"/> holds the finished epochs.</exception>
    public History Fit(NDArray x, NDArray y, int batchSize = 32, int epochs = 1, int verbose = 1, IReadOnlyList<Callback>? callbacks = null,
        double validationSplit = 0, (NDArray X, NDArray Y)? validationData = null, bool shuffle = true, int? seed = null,
        CancellationToken cancellationToken = default)
    {
        RequireCompiled(nameof(Fit));
        TrainingData.CheckBatchSize(batchSize);
        TrainingData.CheckEpochs(epochs);
        if (verbose is < 0 or > 2) throw new ArgumentOutOfRangeException(nameof(verbose), $"verbose must be 0 (nothing), 1 (a progress line) or 2 (a line per epoch) but was {verbose}.");
        if (seed < 0) throw new ArgumentOutOfRangeException(nameof(seed), $"A seed must be zero or positive but was {seed}.");
        _gate.EnterWriteLock();
        try
        {
            x = Compressed(x);
            TrainingData.Check(this, x, y);
            x = TrainingData.Rows(x);
            (NDArray X, NDArray Y)? held = validationData;
            if (held is null && validationSplit != 0) ((x, y), held) = SplitForValidation(x, y, validationSplit);
            else if (held is { } given)
            {
                NDArray heldX = Compressed(given.X);
                TrainingData.Check(this, heldX, given.Y, "validationData.X", "validationData.Y");
                held = (TrainingData.Rows(heldX), given.Y);
            }
            var options = new FitOptions(x, y, held?.X, held?.Y, batchSize, epochs, shuffle, seed ?? Seed, verbose, callbacks ?? []);
            return Train(options, cancellationToken);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>
    /// The loss and the metrics of some data. The result does not depend on how the rows are cut into batches, unless the
    /// loss itself does (<see cref="LossReduction"/>).
    /// </summary>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="batchSize">At least how many rows are worked on at once; exactly, where the loss depends on it. Default: 32.</param>
    /// <returns>The values by name, or in order: <c>var (mse, mae) = model.Evaluate(x, y);</c></returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public Evaluation Evaluate(NDArray x, NDArray y, int batchSize = 32)
    {
        RequireCompiled(nameof(Evaluate));
        TrainingData.CheckBatchSize(batchSize);
        x = Compressed(x);
        WhileBuilding(() => TrainingData.Check(this, x, y));
        x = TrainingData.Rows(x);
        _gate.EnterReadLock();
        try
        {
            var key = PlanKey.For(Phase.Evaluate, x, y, EvaluatedAtOnce(x, batchSize));
            PhasePlan plan = _plans.Rent(key);
            ThreadTeam? team = TeamFor(plan);
            Evaluation result = new Evaluator(plan, x, y, team).Run().ToEvaluation();
            ThreadTeam.Return(team);
            _plans.Return(key, plan);
            return result;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Makes one training step on one batch.</summary>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <returns>The loss and the metrics of the batch, from before the step.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    /// <exception cref="NotFiniteNumberException">The loss was NaN or infinite; the step was not made.</exception>
    public Evaluation TrainOnBatch(NDArray x, NDArray y)
    {
        RequireCompiled(nameof(TrainOnBatch));
        _gate.EnterWriteLock();
        try
        {
            TrainingData.Check(this, x, y);
            x = TrainingData.Rows(x);
            var key = PlanKey.For(Phase.Train, x, y, PlanRows(x.Length));
            PhasePlan plan = _plans.Rent(key);
            ThreadTeam? team = TeamFor(plan);
            plan.Bind(x, y);
            int[] order = [.. Enumerable.Range(0, x.Length)];
            bool finite = plan.Run(order, team);
            ThreadTeam.Return(team);
            if (!finite) throw NonFiniteLoss.At(this, x, y, order, epoch: 0, step: (int)Optimizer!.Iteration.Counter);
            Evaluation result = plan.ToEvaluation();
            _plans.Return(key, plan);
            return result;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Throws where rows of this shape are not what the built model takes.</summary>
    internal void CheckInput(Shape x)
    {
        Shape expected = InputShape!;
        if (x.HasRowsOf(expected)) return;
        Layers[0].Check(x);
        throw new ArgumentException($"{this} was built for inputs of shape {expected} but got {x}: give it rows of that shape, or make a new model.", nameof(x));
    }

    private History Train(FitOptions options, CancellationToken cancellation)
    {
        int batchSize = Math.Min(options.BatchSize, options.X.Length);
        var key = PlanKey.For(Phase.Train, options.X, options.Y, batchSize);
        PhasePlan training = _plans.Rent(key);
        PlanKey? validationKey = options.ValidationX is { } vx ? PlanKey.For(Phase.Evaluate, vx, options.ValidationY, EvaluatedAtOnce(vx, options.BatchSize)) : null;
        PhasePlan? validation = validationKey is null ? null : _plans.Rent(validationKey);
        ThreadTeam? team = TeamFor(training) ?? (validation is null ? null : TeamFor(validation));
        var history = new History(options.Seed);
        History = history;
        try
        {
            Evaluator? evaluator = validation is null ? null : new Evaluator(validation, options.ValidationX!, options.ValidationY!, team);
            new FitLoop(this, options with { BatchSize = batchSize }, training, evaluator, training.SharesWork ? team : null).Run(history, cancellation);
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
    private static ((NDArray X, NDArray Y) Training, (NDArray X, NDArray Y) Held) SplitForValidation(NDArray x, NDArray y, double validationSplit)
    {
        if (!(validationSplit > 0 && validationSplit < 1)) throw new ArgumentOutOfRangeException(nameof(validationSplit), FormattableString.Invariant($"validationSplit must be from 0 to below 1 but was {validationSplit}."));
        int at = (int)Math.Floor(x.Length * (1 - validationSplit));
        if (at == 0 || at == x.Length)
            throw new ArgumentException(FormattableString.Invariant($"validationSplit {validationSplit} of {x.Length} rows leaves {at} for training and {x.Length - at} for validation: both need at least one."), nameof(validationSplit));
        return ((x[..at], y[..at]), (x[at..], y[at..]));
    }

    // Dense rows that are mostly zeros are compressed once, where the first layer can read them so: same bits, less work.
    private NDArray Compressed(NDArray x)
    {
        if (!CompressInputs || x is null || x.IsSparse || Layers.Count == 0 || !Layers[0].ReadsSparseRows) return x!;
        return Compression.Apply(x, Threads);
    }

    // Making the weights is a change, which nobody else may see half done.
    private void WhileBuilding(Action check)
    {
        if (Built)
        {
            check();
            return;
        }
        _gate.EnterWriteLock();
        try
        {
            check();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    // More rows than asked for, unless the loss of a batch is not the mean of its rows.
    private int EvaluatedAtOnce(NDArray x, int batchSize) =>
        Compilation!.Loss.DependsOnBatch ? Math.Min(x.Length, batchSize) : RowsAtOnce(x, batchSize);

    // Results do not depend on it: enough rows to keep the kernels busy, not more than a few megabytes of input. Powers
    // of two, so that calls with all kinds of row counts share a few plans.
    private static int RowsAtOnce(NDArray x, int batchSize) =>
        PlanRows(Math.Min(x.Length, Math.Max(batchSize, x.IsSparse ? 1024 : RowsAtOnce(x.Shape))));

    internal static int RowsAtOnce(Shape dense) => Math.Clamp((1 << 20) / Math.Max(1, dense.RowSize), 32, 1024);

    private static int PlanRows(int rows) => (int)BitOperations.RoundUpToPowerOf2((uint)rows);

    private ThreadTeam? TeamFor(PhasePlan plan) => plan.SharesWork ? ThreadTeam.Rent(Threads) : null;
}
