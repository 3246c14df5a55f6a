using Keratin.Core;

namespace Keratin;

/// <summary>Turns integers into the arrays that a network takes: sequences into multi-hot rows or rows of one length, labels into one-hot rows.</summary>
public static partial class Encode
{
    /// <summary>
    /// Makes of each sequence a row that is 1 at the indices it holds and 0 elsewhere; how often an index occurs, and
    /// where, is lost. The rows are sparse: only the ones take memory, 8 bytes each.
    /// </summary>
    /// <param name="sequences">The sequences, for example <c>train.X</c>.</param>
    /// <param name="dimension">The width of a row: one more than the largest index. For a dataset, its <c>numWords</c>.</param>
    /// <returns>A sparse array of shape (sequences, dimension).</returns>
    /// <exception cref="ArgumentException">A sequence is null or holds an index outside 0 to dimension − 1.</exception>
    public static NDArray MultiHot(IEnumerable<int[]> sequences, int dimension)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (dimension <= 0)
            throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "dimension is the width of the rows, one more than the largest index, so 1 or more.");
        IReadOnlyList<int[]> rows = sequences as IReadOnlyList<int[]> ?? [.. sequences];
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row] is null) throw new ArgumentException($"Sequence {row} is null; every sequence must be an array of indices.", nameof(sequences));
            int wrong = SparseRowsBuilder.IndexOutside(rows[row], dimension);
            if (wrong >= 0) throw OutOfRange(row, rows[row][wrong], dimension);
        }
        return NDArray.SparseFromRows(rows, dimension);
    }

    /// <summary>The same for a single sequence, for example to predict one text.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="dimension">The width of the row.</param>
    /// <returns>A sparse array of shape (1, dimension).</returns>
    /// <exception cref="ArgumentException">The sequence holds an index outside 0 to dimension − 1.</exception>
    public static NDArray MultiHot(int[] sequence, int dimension)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return MultiHot((IEnumerable<int[]>)[sequence], dimension);
    }

    /// <summary>Makes of each label a row that is 1 at the label and 0 elsewhere.</summary>
    /// <param name="labels">Labels from 0 up.</param>
    /// <param name="classes">The number of classes; null counts them: the largest label plus one.</param>
    /// <returns>An array of shape (labels, classes).</returns>
    /// <exception cref="ArgumentException">A label is negative, or not below the number of classes.</exception>
    public static NDArray ToCategorical(int[] labels, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (classes <= 0)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, "classes is the number of classes, 1 or more; leave it out to have them counted.");
        int width = classes ?? (labels.Length == 0 ? 0 : Math.Max(labels.Max(), 0) + 1);
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0)
                throw new ArgumentException($"Label {row} is {labels[row]}, but labels are numbered from 0.", nameof(labels));
            if (labels[row] >= width)
                throw new ArgumentException($"Label {row} is {labels[row]}, but with classes = {width} labels go from 0 to {width - 1}. Give classes: {labels[row] + 1L} or more, or check the labels.", nameof(labels));
        }
        Shape shape = [labels.Length, width];
        var values = new float[shape.Size];
        for (int row = 0; row < labels.Length; row++) values[row * width + labels[row]] = 1;
        return new NDArray(values, shape);
    }

    private static ArgumentException OutOfRange(int row, int index, int dimension) => new(
        index < 0
            ? $"Sequence {row} holds the index {index}, but indices are numbered from 0."
            : $"Sequence {row} holds the index {index}, but with dimension = {dimension} indices go from 0 to {dimension - 1}. Load the data with numWords: {dimension}, or encode it with a dimension of {index + 1L} or more.",
        "sequences");
}
