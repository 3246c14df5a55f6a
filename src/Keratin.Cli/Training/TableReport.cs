using System.Globalization;
using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>The page about a training: what Keratin.Reports shows, in the words of the table.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="target">What is predicted.</param>
/// <param name="rows">All inputs.</param>
/// <param name="y">All targets.</param>
internal sealed class TableReport(TrainingOptions options, Target target, Table rows, NDArray y)
{
    // What the model goes by shows on so many rows; each column is shuffled and predicted from several times.
    private const int MostShuffledRows = 2000;
    private const int LongestDescription = 160;

    /// <summary>The page of a training with held-out rows.</summary>
    /// <param name="model">The model, with its encoder.</param>
    /// <param name="history">Its training.</param>
    /// <param name="held">The held-out inputs.</param>
    /// <param name="yHeld">Their targets.</param>
    public Report WithHeldOutRows(Model model, History history, Table held, NDArray yHeld)
    {
        FeatureSpace space = model.FeatureSpace!;
        int shuffled = Math.Min(held.Rows, MostShuffledRows);
        return Begun(model, history)
            .WithEvaluation(space.Call(held), yHeld, target.Task == TaskKind.Regression ? null : target.Classes, row => Describe(held, row))
            .WithImportance(PermutationImportance.Of(model, space, held[..shuffled], yHeld[..shuffled]));
    }

    /// <summary>The page of a training with folds.</summary>
    /// <param name="model">The model of all rows, with its encoder.</param>
    /// <param name="history">Its training.</param>
    /// <param name="folds">What the folds found.</param>
    public Report WithFolds(Model model, History history, CrossValidationResult folds) => Begun(model, history).WithFolds(folds);

    private Report Begun(Model model, History history)
    {
        Table shown = rows[..];
        if (target.Task == TaskKind.Regression) shown[target.Name] = Array.ConvertAll(y.ToArray(), value => (double)value);
        if (target.Task == TaskKind.Classification) shown[target.Name] = Array.ConvertAll(y.ToArray(), place => target.Classes[(int)place]);
        return Report.Of(model, history).WithTitle($"{target.Name}, from {Path.GetFileName(options.Data)}").WithData(shown, target.Task == TaskKind.Multilabel ? null : target.Name);
    }

    private static string Describe(Table table, int row)
    {
        string text = string.Join(", ", table.Select(column => $"{column.Key} {column.Value.Values switch
        {
            double[] numbers => double.IsNaN(numbers[row]) ? "missing" : numbers[row].ToString("G6", CultureInfo.InvariantCulture),
            var texts => texts.GetValue(row) ?? "missing",
        }}"));
        return text.Length <= LongestDescription ? text : $"{text[..LongestDescription]}…";
    }
}
