using System.Globalization;

namespace Keratin;

/// <summary>Draws training runs, models, and how good their answers are.</summary>
public static class Plots
{
    /// <summary>
    /// Draws a training run: the loss and each metric side by side, training as dots and validation as a line, with a
    /// mark at the epoch of the smallest validation loss, after which the model overfits.
    /// </summary>
    /// <remarks>Epochs count from 1 along the axis. The learning rate, where the history has it, is not drawn.</remarks>
    /// <param name="history">What <c>Fit</c> returned.</param>
    /// <param name="skip">How many epochs to leave out at the start, where the values are often of another size; 0 draws all.</param>
    /// <exception cref="ArgumentException">The history has no epochs.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skip"/> is negative or leaves no epoch.</exception>
    public static CurvePlot Plot(this History history, int skip = 0)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Epochs == 0)
            throw new ArgumentException("There is nothing to draw: the history has no epochs.", nameof(history));
        int[] epochs = [.. history.Epoch.Select(epoch => epoch + 1)];
        Panel[] panels = [.. NamesOf(history).Select(name => new Panel(
            Panel.TitleOf(name), epochs,
            history.Contains(name) ? new Curve("training", [.. history[name]]) : null,
            history.Contains("val_" + name) ? new Curve("validation", [.. history["val_" + name]]) : null))];
        return new CurvePlot(panels, history.Contains("val_loss"), largerIsBetter: false).Skip(skip);
    }

    /// <summary>
    /// Draws a cross-validation: the loss and each metric side by side, the mean over the folds per epoch, for the training
    /// rows as dots and for the held-out ones as a line. Around the line a band of one standard deviation to each side (that
    /// of a population, as <see cref="CrossValidationResult.Std"/>), behind it the folds' own lines, if there are at most 20.
    /// The mark is at the epoch of the smallest mean validation loss.
    /// </summary>
    /// <remarks>Where folds were stopped early, the epochs are drawn that all of them have.</remarks>
    /// <param name="result">What the cross-validation found.</param>
    /// <param name="skip">How many epochs to leave out at the start, where the values are often of another size; 0 draws all.</param>
    /// <exception cref="ArgumentException">The folds have no epochs in common.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skip"/> is negative or leaves no epoch.</exception>
    public static CurvePlot Plot(this CrossValidationResult result, int skip = 0)
    {
        ArgumentNullException.ThrowIfNull(result);
        History mean = result.MeanHistory;
        if (mean.Epochs == 0)
            throw new ArgumentException("There is nothing to draw: the folds have no epochs in common.", nameof(result));
        string folds = string.Create(CultureInfo.InvariantCulture, $", mean of {result.Histories.Count} folds");
        int[] epochs = [.. mean.Epoch.Select(epoch => epoch + 1)];
        Panel[] panels = [.. NamesOf(mean).Select(name => new Panel(
            Panel.TitleOf(name) + folds, epochs,
            mean.Contains(name) ? new Curve("training", [.. mean[name]]) : null,
            mean.Contains("val_" + name) ? new Curve("validation", [.. mean["val_" + name]]) : null,
            mean.Contains("val_" + name) ? [.. result.Histories.Select(fold => new Curve("", [.. fold["val_" + name].Take(mean.Epochs)]))] : []))];
        return new CurvePlot(panels, mean.Contains("val_loss"), largerIsBetter: false).Skip(skip);
    }

    /// <summary>
    /// Draws one value per epoch as a line, with a mark at the best epoch; for example the validation error of a
    /// cross-validation, averaged over its folds.
    /// </summary>
    /// <param name="name">What the values are; the picture's title.</param>
    /// <param name="values">One value per epoch, the first epoch first.</param>
    /// <param name="largerIsBetter">False where the best epoch has the smallest value, as for a loss or an error; true for an accuracy.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static CurvePlot Series(string name, IReadOnlyList<double> values, bool largerIsBetter = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            throw new ArgumentException($"There is nothing to draw: '{name}' has no values.", nameof(values));
        int[] epochs = [.. Enumerable.Range(1, values.Count)];
        return new CurvePlot([new Panel(name, epochs, null, new Curve("", [.. values]))], hasBest: true, largerIsBetter);
    }

    /// <summary>
    /// Draws which class was taken for which: true classes from top to bottom, predicted ones from left to right. The colour
    /// of a cell is its share of the true class, so that rare classes are seen as well as frequent ones; its count stands
    /// in it where there is room.
    /// </summary>
    /// <param name="yTrue">The true classes: labels from 0, or one-hot rows.</param>
    /// <param name="yPred">What the model says of the same rows: what <c>Predict</c> gives, or labels.</param>
    /// <param name="classNames">A name per class, in Latin, Greek or Cyrillic letters; left out, they are called by their numbers.</param>
    /// <exception cref="ArgumentException">The arrays are not about the same rows, hold something that is no class, or do not fit the names.</exception>
    public static Picture ConfusionMatrix(NDArray yTrue, NDArray yPred, IReadOnlyList<string>? classNames = null) =>
        new ConfusionMatrix(yTrue, yPred, classNames).Plot();

    /// <summary>Draws which class was taken for which, as <see cref="ConfusionMatrix(NDArray, NDArray, IReadOnlyList{string})"/> does.</summary>
    /// <param name="matrix">What was counted.</param>
    public static Picture Plot(this ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new(new ConfusionDrawing(matrix));
    }

    /// <summary>
    /// Draws how far predicted numbers are from the true ones: predicted over actual with the diagonal where they are
    /// equal, and beside it how often which residual, actual − predicted, occurs. Up to 2,000 rows are dots; of more the
    /// density is drawn.
    /// </summary>
    /// <param name="yTrue">The true numbers: one per row, of shape <c>(rows,)</c> or <c>(rows, 1)</c>.</param>
    /// <param name="yPred">What <c>Predict</c> gives for the same rows.</param>
    /// <exception cref="ArgumentException">The arrays are not one finite number for each of the same rows.</exception>
    public static Picture Residuals(NDArray yTrue, NDArray yPred) => new(new ResidualDrawing(ResidualData.Of(yTrue, yPred)));

    /// <summary>
    /// Draws how the numbers of each weight are spread: a small histogram per weight, in the order of
    /// <see cref="Layer.Weights"/>, titled by its name, zero marked. Below stand its shape and its mean ± standard deviation.
    /// </summary>
    /// <param name="model">A model that is built; its weights are read now, so that training may go on afterwards.</param>
    /// <exception cref="ArgumentException">The model has no weights.</exception>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    public static Picture PlotWeights(this Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Built && model.Weights.Count == 0) throw new ArgumentException($"There is nothing to draw: {model} has no weights.", nameof(model));
        return new(new WeightDrawing(model));
    }

    /// <summary>
    /// Draws a model as boxes with arrows between them, from its inputs (blue) to its outputs (vermilion): each layer's name,
    /// class and activation, the shape of what comes out of it, and its number of parameters. A layer that is called more
    /// than once has a box for each call; a model inside of the model is one box.
    /// </summary>
    /// <remarks>Left out, width and height of the picture are what the boxes need; a given size scales them to fit, at most to double.</remarks>
    /// <param name="model">A model that is built, so that the shapes are known.</param>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    public static Picture PlotGraph(this Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Built ? new(new GraphDrawing(ModelDiagram.Of(model)))
            : throw new InvalidOperationException($"{model} is not built yet, so the shapes of its layers are not known: fit it first, or state inputShape in its first layer.");
    }

    // Each once, without val_: the loss first, then the metrics in alphabetical order, and not the learning rate.
    private static IEnumerable<string> NamesOf(History history) => history.Names
        .Select(name => name.StartsWith("val_", StringComparison.Ordinal) ? name[4..] : name)
        .Where(name => name != "learning_rate")
        .Distinct()
        .OrderBy(name => name != "loss")
        .ThenBy(name => name, StringComparer.Ordinal);
}
