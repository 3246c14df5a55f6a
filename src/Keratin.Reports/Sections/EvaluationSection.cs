using System.Globalization;

namespace Keratin;

/// <summary>How the model does on some rows: its scores, and what stands behind them.</summary>
internal abstract class EvaluationSection(Evaluation scores, int rows) : Section("evaluation", "Evaluation")
{
    /// <inheritdoc/>
    public override IEnumerable<Highlight> Highlights =>
        scores.Names.Skip(scores.Names.Count > 1 ? 1 : 0).Take(2).Select(name => new Highlight(name, Figures.Short(scores[name]), $"on {Quantity.Of(rows, "evaluated row")}"));

    /// <summary>Evaluates a model, and looks at its predictions one by one where they are classes, labels or numbers.</summary>
    /// <param name="model">A compiled model.</param>
    /// <param name="x">An array for each input.</param>
    /// <param name="y">An array of targets for each output.</param>
    /// <param name="classNames">A name per class or label; null for numbers.</param>
    /// <param name="describe">What a row is; null where that is not shown.</param>
    /// <returns>The section, and one of the worst mistakes if there are any to see.</returns>
    public static (EvaluationSection Evaluation, MistakesSection? Mistakes) Of(Model model, NDArray[] x, NDArray[] y, IReadOnlyList<string>? classNames, Func<int, string>? describe)
    {
        Evaluation scores = model.Evaluate(x, y);
        if (y.Length == 1) return OfOutput(scores, model.Metrics, y[0], model.Predict(x)[0], classNames, describe);
        if (classNames is not null)
            throw new ArgumentException($"classNames has {classNames.Count} names, but the model has {y.Length} outputs, of which only the scores are shown: leave classNames out.", nameof(classNames));
        return (new ScoresSection(scores, y[0].Length, $"The model has {y.Length} outputs: these are the scores of each, and of all together."), null);
    }

    /// <summary>All scores, by name.</summary>
    protected IEnumerable<(string Name, string Value)> Scores => scores.Names.Select(name => (name, Figures.Short(scores[name])));

    /// <summary>How well a class or label is told, in words for a table: precision, recall, F1.</summary>
    protected static string[] Shares(double precision, double recall) =>
        Array.ConvertAll([precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0], share => share.ToString("0.000", CultureInfo.InvariantCulture));

    private static (EvaluationSection Evaluation, MistakesSection? Mistakes) OfOutput(Evaluation scores, IReadOnlyList<Metric> metrics, NDArray y, NDArray predictions, IReadOnlyList<string>? classNames, Func<int, string>? describe)
    {
        int outputs = predictions.Shape[1..].Size;
        float least = predictions.Min(), most = predictions.Max();
        if (!float.IsFinite(least) || !float.IsFinite(most))
            return (new ScoresSection(scores, y.Length, "Some predictions are no numbers: the model has come to nothing, and there is no more to show than its scores."), null);
        bool areShares = least >= 0 && most <= 1;
        if (outputs > 1 && areShares && predictions.Rank == 2 && Classes.AreLabels(y, outputs))
        {
            if (classNames is not null && classNames.Count != outputs)
                throw new ArgumentException($"classNames has {classNames.Count} names, but there are {outputs} labels: give a name for each.", nameof(classNames));
            return (new LabelsSection(scores, y, predictions, classNames), null);
        }
        // One output is the probability of the second of two classes, or a number.
        bool mayBeClasses = predictions.Rank == 2 && (outputs > 1 || areShares);
        if (mayBeClasses && Classes.LabelsOf(y, classNames, Math.Max(2, outputs)) is { } labels)
        {
            var matrix = new ConfusionMatrix(Array.ConvertAll(labels, label => (float)label), predictions, classNames);
            return (new ConfusionSection(scores, matrix), MistakesSection.OfClasses(labels, predictions, matrix.ClassNames, describe));
        }
        if (classNames is not null)
            throw new ArgumentException($"classNames has {classNames.Count} names, but the model's predictions, of shape {predictions.Shape} for these rows, are no classes: leave classNames out.", nameof(classNames));
        if (outputs > 1) return (new ScoresSection(scores, y.Length, $"The model predicts {outputs} numbers for each row: these are its scores over all of them."), null);
        double[] truths = Array.ConvertAll(y.ToArray(), value => (double)value), answers = Array.ConvertAll(predictions.ToArray(), value => (double)value);
        return (new ResidualSection(scores, metrics, truths, answers), MistakesSection.OfNumbers(truths, answers, describe));
    }
}
