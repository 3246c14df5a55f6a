using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>Trains a model on the rows of a table, and finds out how good it is.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="schema">What the columns are.</param>
/// <param name="rows">The inputs.</param>
/// <param name="y">The targets, of shape (rows, <see cref="Target.Width"/>).</param>
/// <param name="display">Shows how far it has got.</param>
/// <param name="stop">Ends the training; what has been learnt is kept.</param>
internal sealed class TableTraining(TrainingOptions options, TableSchema schema, Table rows, NDArray y, TrainingDisplay display, CancellationToken stop)
{
    /// <summary>Trains with a share of the rows held out, or with folds.</summary>
    /// <exception cref="UserError">The loss became infinite.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before there was a model.</exception>
    public TrainingOutcome Run()
    {
        try
        {
            return options.Folds is { } folds ? WithFolds(folds) : WithHeldOutRows();
        }
        catch (NotFiniteNumberException error)
        {
            throw new UserError($"The training failed: {error.Message}");
        }
    }

    private TableReport Report => new(options, schema.Target, rows, y);

    private TrainingOutcome WithHeldOutRows()
    {
        Split split = RowSplit.Once(schema.Target, y, options.ValidationSplit, options.Seed);
        (NDArray yTrain, NDArray yHeld) = split.Apply(y);
        Table train = rows.Take([.. split.Train]);
        (Sequential model, FeatureSpace space) = NewModel(train, yTrain);
        Table held = rows.Take([.. split.Test]);
        NDArray x = space.Call(train), xHeld = space.Call(held);
        var stopping = options.EarlyStopping > 0 ? new EarlyStopping(patience: options.EarlyStopping, restoreBestWeights: true) : null;
        History history = Fit(model, x, yTrain, options.Epochs, (xHeld, yHeld), stopping is null ? [] : [stopping]);

        Evaluation found = model.Evaluate(xHeld, yHeld);
        var baseline = new Baseline(schema.Target, yTrain);
        int kept = stopping?.BestEpoch + 1 ?? history.Epochs;
        return new TrainingOutcome(model,
            [.. model.Metrics.Select(metric => new Measure(metric.Name, found[metric.Name], null, baseline.Score(metric.Name, yHeld)))],
            $"{Quantity.Of(yHeld.Length)} of {Quantity.Of(y.Length, "row")}, held out", baseline.Description, kept,
            $"{Quantity.Of(history.Epochs, "epoch")}{(kept < history.Epochs ? $", of which the model keeps the best, number {kept}" : "")}", [],
            () => Report.WithHeldOutRows(model, history, held, yHeld));
    }

    private TrainingOutcome WithFolds(int k)
    {
        IReadOnlyList<Split> splits = RowSplit.Folds(schema.Target, y, k, options.Seed);
        // The folds part the numbers of the rows, so that each learns its encoding from its own rows alone.
        var numbers = new NDArray([.. Enumerable.Range(0, y.Length).Select(row => (float)row)], [y.Length, 1]);
        int steps = Steps(splits[0].Train.Count);
        CrossValidationResult folds = display.Show([.. Enumerable.Range(1, k).Select(fold => $"fold {fold}")], options.Epochs, steps, next =>
            CrossValidation.Run(fold =>
            {
                (Sequential made, FeatureSpace own) = NewModel(RowsOf(fold.X), fold.Y);
                fold.Transform = part => own.Call(RowsOf(part));
                return made;
            }, numbers, y, splits, options.Epochs, options.BatchSizeFor(splits[0].Train.Count), callbacks: () => [next()], cancellationToken: stop));
        int best = folds.BestEpoch();
        string[] names = [.. folds.Scores.Select(score => score.Key).Where(name => name != "loss")];
        IReadOnlyList<double>[] scores = [.. folds.Histories.Select(history => (IReadOnlyList<double>)[.. names.Select(name => history[$"val_{name}"][best])])];

        (Sequential model, FeatureSpace space) = NewModel(rows, y);
        History history = Fit(model, space.Call(rows), y, best + 1, null, []);
        var baseline = new Baseline(schema.Target, y);
        return new TrainingOutcome(model, [.. names.Select((name, i) => MeasureOf(name, [.. scores.Select(fold => fold[i])], baseline.Score(name, y)))],
            $"{k} folds, each held out once", baseline.Description, best + 1,
            $"{Quantity.Of(best + 1, "epoch")} on all {Quantity.Of(y.Length, "row")}, the number at which the folds were best", scores,
            () => Report.WithFolds(model, history, folds));
    }

    private History Fit(Sequential model, NDArray x, NDArray targets, int epochs, (NDArray X, NDArray Y)? held, IReadOnlyList<Callback> callbacks)
    {
        stop.ThrowIfCancellationRequested();
        // Not the token of Fit: this way the epoch's end is as always, and the best weights are put back. What comes before
        // Fit begins would be forgotten by it, and there is nothing to keep yet.
        using CancellationTokenRegistration registration = stop.Register(() => model.StopTraining = true);
        var begin = new LambdaCallback(onTrainBegin: _ => stop.ThrowIfCancellationRequested());
        return display.Show(["training"], epochs, Steps(x.Length), next => model.Fit(x, targets, options.BatchSizeFor(x.Length), epochs, verbose: 0, [.. callbacks, next(), begin], validationData: held));
    }

    private (Sequential Model, FeatureSpace Space) NewModel(Table train, NDArray targets)
    {
        FeatureSpace space = schema.NewFeatureSpace();
        space.Adapt(train);
        Sequential model = TableModel.Make(options, schema.Target, space.Width, targets);
        model.FeatureSpace = space;
        schema.Write(model.Metadata);
        return (model, space);
    }

    private Table RowsOf(NDArray numbers) => rows.Take(Array.ConvertAll(numbers.ToArray(), number => (int)number));

    private int Steps(int count) => (count + options.BatchSizeFor(count) - 1) / options.BatchSizeFor(count);

    private static Measure MeasureOf(string name, double[] scores, double? baseline)
    {
        double mean = scores.Average();
        return new Measure(name, mean, Math.Sqrt(scores.Average(score => (score - mean) * (score - mean))), baseline);
    }
}
