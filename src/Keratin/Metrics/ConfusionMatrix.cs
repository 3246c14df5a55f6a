using System.Globalization;

namespace Keratin;

/// <summary>
/// How often rows of each class were taken for which: a line per true class, a column per predicted one. What is right
/// stands on the diagonal. Prints as a table.
/// </summary>
/// <example>
/// <code>
/// var matrix = new ConfusionMatrix(test.Y, model.Predict(xTest), Reuters.LabelNames);
/// Console.WriteLine(matrix);
/// Console.WriteLine($"{matrix[3, 4]} stories about earn were taken for acq");
/// </code>
/// </example>
public sealed class ConfusionMatrix
{
    private const int MostClasses = 4096;
    private const int MostColumnsPrinted = 12;

    private readonly int[,] _counts;

    /// <summary>Counts rows.</summary>
    /// <param name="yTrue">The true classes: labels from 0, of shape <c>(rows,)</c> or <c>(rows, 1)</c>, or rows of which the largest number says the class, <c>(rows, classes)</c>, such as one-hot ones.</param>
    /// <param name="yPred">What the model says of the same rows: one column per class as <c>Predict</c> gives them, or labels, or the probability of class 1 of two.</param>
    /// <param name="classNames">A name per class; left out, they are called by their numbers, and there are as many as the columns or the largest label say.</param>
    /// <param name="threshold">Above which probability a row is of class 1, where <paramref name="yPred"/> has one column that is not of whole numbers. Default: 0.5.</param>
    /// <exception cref="ArgumentException">The arrays are not about the same rows, hold something that is no class, or do not fit the names.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not from 0 to 1.</exception>
    public ConfusionMatrix(NDArray yTrue, NDArray yPred, IReadOnlyList<string>? classNames = null, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(yTrue);
        ArgumentNullException.ThrowIfNull(yPred);
        if (threshold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), string.Create(CultureInfo.InvariantCulture, $"The threshold is a probability from 0 to 1, but it is {threshold}."));
        CheckNames(classNames);
        if (yTrue.Length != yPred.Length || yTrue.Rank == 0 || yPred.Rank == 0)
            throw new ArgumentException($"yTrue and yPred must be about the same rows, but yTrue has the shape {yTrue.Shape} and yPred {yPred.Shape}.", nameof(yPred));
        if (yTrue.Length == 0) throw new ArgumentException("There is nothing to count: yTrue has no rows.", nameof(yTrue));
        ClassLabels truth = ClassLabels.Of(yTrue, nameof(yTrue), threshold: null);
        ClassLabels prediction = ClassLabels.Of(yPred, nameof(yPred), threshold);

        int classes = classNames?.Count ?? truth.Classes ?? prediction.Classes ?? Math.Max(truth.Largest, prediction.Largest) + 1;
        string because = classNames is not null ? $"classNames has {classes} names" : truth.Classes is not null ? truth.Because : prediction.Because;
        truth.Require(classes, because);
        prediction.Require(classes, because);
        if (classes > MostClasses) throw new ArgumentException($"A confusion matrix is for at most {MostClasses} classes, but here are {classes}.", nameof(yTrue));
        _counts = new int[classes, classes];
        foreach ((int trueClass, int predictedClass) in truth.Labels.Zip(prediction.Labels)) _counts[trueClass, predictedClass]++;
        ClassNames = NamesOf(classes, classNames);
    }

    /// <summary>Takes counts as they are.</summary>
    /// <param name="counts">For each true class (first index) how many of its rows were taken for each class (second index). They are copied.</param>
    /// <param name="classNames">A name per class; left out, they are called by their numbers.</param>
    /// <exception cref="ArgumentException">The counts are not square, or one is negative, or there is another number of names than of classes.</exception>
    public ConfusionMatrix(int[,] counts, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        CheckNames(classNames);
        int classes = counts.GetLength(0);
        if (classes != counts.GetLength(1) || classes == 0)
            throw new ArgumentException($"The counts must have a line and a column for each class, but have {classes} lines and {counts.GetLength(1)} columns.", nameof(counts));
        if (classNames is not null && classNames.Count != classes)
            throw new ArgumentException($"There are counts of {classes} classes but {classNames.Count} names: give one name for each.", nameof(classNames));
        foreach (int count in counts)
            if (count < 0) throw new ArgumentException($"Counts are zero or more, but one is {count}.", nameof(counts));
        _counts = (int[,])counts.Clone();
        ClassNames = NamesOf(classes, classNames);
    }

    /// <summary>What the classes are called, in order; as many as there are classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How many classes there are.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>How many rows were counted.</summary>
    public long Rows => Support.Sum(rows => (long)rows);

    /// <summary>The share of rows that were taken for what they are; 0 where there are no rows.</summary>
    public double Accuracy => Total.Quotient(All.Sum(one => (double)_counts[one, one]), Rows);

    /// <summary>For each class, how many rows are of it: the sum of its line.</summary>
    public IReadOnlyList<int> Support => [.. All.Select(trueClass => All.Sum(predicted => _counts[trueClass, predicted]))];

    /// <summary>For each class, which share of the rows that were taken for it are of it; 0 where none was.</summary>
    public IReadOnlyList<double> Precision => [.. All.Select(one => Total.Quotient(_counts[one, one], All.Sum(trueClass => (double)_counts[trueClass, one])))];

    /// <summary>For each class, which share of its rows were taken for it; 0 where it has none.</summary>
    public IReadOnlyList<double> Recall => [.. Support.Select((rows, one) => Total.Quotient(_counts[one, one], rows))];

    /// <summary>How many rows of one class were taken for another, or for itself.</summary>
    /// <param name="trueClass">The class that they are of.</param>
    /// <param name="predictedClass">The class that they were taken for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int trueClass, int predictedClass]
    {
        get
        {
            RequireClass(trueClass, nameof(trueClass));
            RequireClass(predictedClass, nameof(predictedClass));
            return _counts[trueClass, predictedClass];
        }
    }

    /// <summary>
    /// A line per class: the counts of up to twelve classes, of more what the class was most often mistaken for; then its
    /// rows, precision and recall. The last line is the accuracy.
    /// </summary>
    public override string ToString()
    {
        bool showsCounts = Classes <= MostColumnsPrinted;
        (IReadOnlyList<double> precision, IReadOnlyList<double> recall, IReadOnlyList<int> support) = (Precision, Recall, Support);
        List<(string[] Cells, bool AtLeft)> columns = [([showsCounts ? "true \\ predicted" : "class", .. ClassNames], true)];
        if (showsCounts)
            foreach (int predicted in All) columns.Add(([ClassNames[predicted], .. All.Select(trueClass => Text(_counts[trueClass, predicted]))], false));
        columns.Add((["rows", .. support.Select(Text)], false));
        columns.Add((["precision", .. precision.Select(share => share.ToString("F4", CultureInfo.InvariantCulture))], false));
        columns.Add((["recall", .. recall.Select(share => share.ToString("F4", CultureInfo.InvariantCulture))], false));
        if (!showsCounts) columns.Add((["most often taken for", .. All.Select(MostFrequentMistake)], true));
        return string.Create(CultureInfo.InvariantCulture, $"{ColumnText.Write(columns)}\naccuracy {Accuracy:F4} of {Rows} rows");
    }

    private IEnumerable<int> All => Enumerable.Range(0, Classes);

    private string MostFrequentMistake(int trueClass)
    {
        int most = All.Where(predicted => predicted != trueClass).MaxBy(predicted => _counts[trueClass, predicted]);
        return _counts[trueClass, most] == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{ClassNames[most]} ({_counts[trueClass, most]})");
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private void RequireClass(int index, string argument)
    {
        if (index < 0 || index >= Classes) throw new ArgumentOutOfRangeException(argument, $"There are {Classes} classes, from 0 to {Classes - 1}, but not {index}.");
    }

    private static void CheckNames(IReadOnlyList<string>? classNames)
    {
        if (classNames is null) return;
        if (classNames.Count == 0) throw new ArgumentException("classNames is empty: give a name for each class, or leave it out.", nameof(classNames));
        for (int i = 0; i < classNames.Count; i++)
            if (string.IsNullOrWhiteSpace(classNames[i])) throw new ArgumentException($"The name of class {i} in classNames is empty.", nameof(classNames));
    }

    private static IReadOnlyList<string> NamesOf(int classes, IReadOnlyList<string>? given) =>
        Array.AsReadOnly(given is null ? [.. Enumerable.Range(0, classes).Select(Text)] : given.ToArray());
}
