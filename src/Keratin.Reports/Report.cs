using System.Text;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// One page that explains a training: curves that answer to pointer and keys, what the model gets right and wrong, what it
/// goes by, its data, its layers, and what it takes to get the same again. One HTML file that needs no network and no
/// other file, to be opened, mailed or printed. Each <c>With…</c> returns a new report and leaves this one as it is.
/// </summary>
/// <example>
/// <code>
/// Report.Of(model, history)
///     .WithTitle("Reuters newswires")
///     .WithData(xTrain, yTrain, classNames: Reuters.LabelNames)
///     .WithEvaluation(xTest, yTest, Reuters.LabelNames, row => words.Decode(test.X[row]))
///     .Save("report.html");
/// </code>
/// </example>
public sealed class Report
{
    private readonly ReportParts _parts;

    private Report(ReportParts parts) => _parts = parts;

    /// <summary>Begins a report with the model's layers and the curves of its training.</summary>
    /// <param name="model">The model as it is now; what is done with it later does not show.</param>
    /// <param name="history">What <c>Fit</c> returned; left out, that of the model's last <c>Fit</c>. Without any, the page has no curves.</param>
    public static Report Of(Model model, History? history = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        history ??= model.History;
        return new Report(new ReportParts("Training report", new ModelSection(model), model, history)
        {
            Training = history is { Epochs: > 0 } ? new TrainingSection(history) : null,
        });
    }

    /// <summary>Gives the page a heading.</summary>
    /// <param name="title">A line of text. Default: <c>Training report</c>.</param>
    /// <exception cref="ArgumentException">The title is empty.</exception>
    public Report WithTitle(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        return new Report(_parts with { Title = title });
    }

    /// <summary>Shows what the columns of a table are like: what they hold, their ranges, what is missing.</summary>
    /// <param name="table">The data before they are encoded.</param>
    /// <param name="target">The column that is to be predicted: of texts, or of a few whole numbers, the page shows how often each occurs. Default: none.</param>
    /// <exception cref="ArgumentException">The table has no rows.</exception>
    /// <exception cref="KeyNotFoundException">The table has no column of the target's name.</exception>
    public Report WithData(Table table, string? target = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Rows == 0) throw new ArgumentException("There is nothing to show: the table has no rows.", nameof(table));
        return new Report(_parts with { Data = DataSection.Of(table, target) });
    }

    /// <summary>Shows what the columns of an array are like, and how often each class occurs. Of more than two hundred columns only the whole is described.</summary>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample; labels and one-hot rows are shown as classes. Default: none.</param>
    /// <param name="columnNames">A name per column of <paramref name="x"/>; left out, they are called by their numbers.</param>
    /// <param name="classNames">A name per class; left out, they are called by their numbers.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many targets, or names do not fit.</exception>
    public Report WithData(NDArray x, NDArray? y = null, IReadOnlyList<string>? columnNames = null, IReadOnlyList<string>? classNames = null)
    {
        CheckRows(x, nameof(x));
        if (y is not null) CheckSameRows(x, y);
        if (columnNames is not null && (x.Rank > 2 || columnNames.Count != x.Shape[1..].Size))
            throw new ArgumentException($"x has the shape {x.Shape} but columnNames has {columnNames.Count} names: give one name for each column of a matrix.", nameof(columnNames));
        return new Report(_parts with { Data = DataSection.Of(x, y, columnNames, classNames) });
    }

    /// <summary>
    /// Evaluates the model on rows, best on ones it was not trained on, and shows its scores and its worst mistakes; of
    /// classes which was taken for which, of rows with several labels how well each is told, of numbers how far they are off.
    /// </summary>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="y">The targets, a row per sample: labels, one-hot rows, rows of ones and zeros for several labels, or numbers.</param>
    /// <param name="classNames">A name per class or label; left out, they are called by their numbers.</param>
    /// <param name="describe">What a row is, by its number, for the table of mistakes: its text, its name. Default: the row's number alone.</param>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit the model, or names do not fit the data.</exception>
    public Report WithEvaluation(NDArray x, NDArray y, IReadOnlyList<string>? classNames = null, Func<int, string>? describe = null) =>
        WithEvaluation([x], [y], classNames, describe);

    /// <summary>Evaluates a model with several inputs or outputs: of one output all is shown, of several their scores.</summary>
    /// <param name="x">An array for each input, in order, each with a row per sample.</param>
    /// <param name="y">An array of targets for each output, in order, each with a row per sample.</param>
    /// <param name="classNames">A name per class or label of the only output; left out, they are called by their numbers.</param>
    /// <param name="describe">What a row is, by its number, for the table of mistakes: its text, its name. Default: the row's number alone.</param>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit the model, or names do not fit the data.</exception>
    public Report WithEvaluation(NDArray[] x, NDArray[] y, IReadOnlyList<string>? classNames = null, Func<int, string>? describe = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        foreach (NDArray input in x)
        {
            CheckRows(input, nameof(x));
            foreach (NDArray target in y) CheckSameRows(input, target);
        }
        (EvaluationSection evaluation, MistakesSection? mistakes) = EvaluationSection.Of(_parts.Source, x, y, classNames, describe);
        return new Report(_parts with { Evaluation = evaluation, Mistakes = mistakes });
    }

    /// <summary>Shows the scores and the curves of a cross-validation, fold by fold.</summary>
    /// <param name="folds">What it found.</param>
    public Report WithFolds(CrossValidationResult folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        return new Report(_parts with { Folds = new FoldsSection(folds) });
    }

    /// <summary>Shows which columns the model goes by.</summary>
    /// <param name="importance">What <c>PermutationImportance.Of</c> returned.</param>
    public Report WithImportance(PermutationImportance importance)
    {
        ArgumentNullException.ThrowIfNull(importance);
        return new Report(_parts with { Importance = new ImportanceSection(importance) });
    }

    /// <summary>Writes the page to a file, replacing one that is there only when the new one is complete. Folders that are missing are made.</summary>
    /// <param name="path">Where to; by custom it ends with <c>.html</c>.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] page = Encoding.UTF8.GetBytes(ToHtml());
        string full = Path.GetFullPath(path);
        OutputFolder.Make(Path.GetDirectoryName(full)!);
        AtomicFile.Write(full, stream => stream.Write(page));
        return full;
    }

    /// <summary>The page as text, for a program that shows it itself.</summary>
    public string ToHtml() => ToHtml(RunFacts.Here());

    /// <summary>The page, as if it had been made at some place and time.</summary>
    internal string ToHtml(RunFacts facts) => _parts.Write(facts);

    private static void CheckRows(NDArray array, string argument)
    {
        ArgumentNullException.ThrowIfNull(array, argument);
        if (array.Rank == 0 || array.Size == 0) throw new ArgumentException($"{argument} must have a row per sample but has the shape {array.Shape}.", argument);
    }

    private static void CheckSameRows(NDArray x, NDArray y)
    {
        CheckRows(y, nameof(y));
        if (x.Length != y.Length) throw new ArgumentException($"x has {x.Length} rows but y has {y.Length}: there must be one target per row.", nameof(y));
    }
}
