namespace Keratin;

/// <summary>How the model does on some rows: its scores, and what stands behind them.</summary>
internal abstract class EvaluationSection(Evaluation scores, int rows) : Section("evaluation", "Evaluation")
{
    /// <inheritdoc/>
    public override IEnumerable<Highlight> Highlights =>
        scores.Names.Skip(scores.Names.Count > 1 ? 1 : 0).Take(2).Select(name => new Highlight(name, Figures.Short(scores[name]), $"on {Quantity.Of(rows, "evaluated row")}"));

    /// <summary>Evaluates a model, and looks at its predictions one by one where they are classes or numbers.</summary>
    /// <param name="model">A compiled model.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The targets.</param>
    /// <param name="classNames">A name per class; null for numbers.</param>
    /// <param name="describe">What a row is; null where that is not shown.</param>
    /// <returns>The section, and one of the worst mistakes if there are any to see.</returns>
    public static (EvaluationSection Evaluation, MistakesSection? Mistakes) Of(Model model, NDArray x, NDArray y, IReadOnlyList<string>? classNames, Func<int, string>? describe)
    {
        Evaluation scores = model.Evaluate(x, y);
        NDArray predictions = model.Predict(x);
        int outputs = predictions.Shape[1..].Size;
        // A model that has come to nothing says so by its scores.
        if (!float.IsFinite(predictions.Min()) || !float.IsFinite(predictions.Max())) return (new ScoresSection(scores, x.Length), null);
        // One output is the probability of the second of two classes, or a number.
        bool mayBeClasses = predictions.Rank == 2 && (outputs > 1 || (predictions.Min() >= 0 && predictions.Max() <= 1));
        if (mayBeClasses && Classes.LabelsOf(y, classNames, Math.Max(2, outputs)) is { } labels)
        {
            var matrix = new ConfusionMatrix(Array.ConvertAll(labels, label => (float)label), predictions, classNames);
            return (new ConfusionSection(scores, matrix), MistakesSection.OfClasses(labels, predictions, matrix.ClassNames, describe));
        }
        if (classNames is not null)
            throw new ArgumentException($"classNames has {classNames.Count} names, but the model's predictions, of shape {predictions.Shape} for these rows, are no classes: leave classNames out.", nameof(classNames));
        if (outputs > 1) return (new ScoresSection(scores, x.Length), null);
        double[] truths = Array.ConvertAll(y.ToArray(), value => (double)value), answers = Array.ConvertAll(predictions.ToArray(), value => (double)value);
        return (new ResidualSection(scores, truths, answers), MistakesSection.OfNumbers(truths, answers, describe));
    }

    /// <summary>All scores, by name.</summary>
    protected IEnumerable<(string Name, string Value)> Scores => scores.Names.Select(name => (name, Figures.Short(scores[name])));
}
