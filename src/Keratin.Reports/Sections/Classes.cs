namespace Keratin;

/// <summary>Tells classes from other targets.</summary>
internal static class Classes
{
    // Whole numbers with more different values than this are no classes but counts or years.
    private const int MostGuessed = 50;
    private const int LargestGuessed = 1000;

    /// <summary>The class of each row, from labels or one-hot rows; null where the targets are something else.</summary>
    /// <param name="y">The targets.</param>
    /// <param name="classNames">A name per class; null where classes have none.</param>
    /// <param name="classes">How many classes there are; null where only the names or the targets can say it.</param>
    /// <exception cref="ArgumentException">There are names, but the targets are no classes, or others.</exception>
    public static int[]? LabelsOf(NDArray y, IReadOnlyList<string>? classNames, int? classes = null)
    {
        int columns = y.Shape[1..].Size;
        float[] values = y.ToArray();
        int[]? labels = columns > 1 ? OneHot(values, columns) : Whole(values);
        if (classNames is not null)
        {
            if (labels is null) throw new ArgumentException($"classNames has {classNames.Count} names, but y, of shape {y.Shape}, holds neither labels from 0 nor one-hot rows: leave classNames out, or give the classes as y.", nameof(classNames));
            int there = columns > 1 ? columns : Math.Max(labels.Max() + 1, classes ?? 0);
            if (there > classNames.Count || (classes ?? columns) > 1 && there < classNames.Count)
                throw new ArgumentException($"classNames has {classNames.Count} names, but there are {there} classes: give a name for each.", nameof(classNames));
            return labels;
        }
        if (labels is null || columns > 1) return labels;
        return (classes is { } known ? labels.Max() < known : labels.Max() < LargestGuessed && AreFew(labels)) ? labels : null;
    }

    /// <summary>Whether rows say by ones and zeros which of some labels they have: of more than one class a row may be.</summary>
    /// <param name="y">The targets.</param>
    /// <param name="labels">How many labels there are.</param>
    public static bool AreLabels(NDArray y, int labels)
    {
        if (y.Rank != 2 || y.Shape[1] != labels) return false;
        float[] values = y.ToArray();
        return Array.TrueForAll(values, value => value is 0 or 1) && OneHot(values, labels) is null;
    }

    /// <summary>Whether there are so few different numbers that they may be classes.</summary>
    public static bool AreFew<T>(IEnumerable<T> numbers) => numbers.Distinct().Take(MostGuessed + 1).Count() <= MostGuessed;

    private static int[]? Whole(float[] values) =>
        Array.TrueForAll(values, value => value >= 0 && value == MathF.Floor(value) && value < int.MaxValue) ? Array.ConvertAll(values, value => (int)value) : null;

    // One 1 in each row, and else zeros.
    private static int[]? OneHot(float[] values, int columns)
    {
        var labels = new int[values.Length / columns];
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> one = values.AsSpan(row * columns, columns);
            labels[row] = one.IndexOf(1f);
            if (labels[row] < 0 || one.Count(0f) != columns - 1) return null;
        }
        return labels;
    }
}
