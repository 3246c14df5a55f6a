using System.Globalization;

namespace Keratin;

/// <summary>Which class each row of an array is of.</summary>
/// <param name="Argument">What messages call the array.</param>
/// <param name="Labels">The class of each row, from 0.</param>
/// <param name="Classes">How many classes there are, where the array says so; else null.</param>
/// <param name="Because">What in the array says so.</param>
internal sealed record ClassLabels(string Argument, int[] Labels, int? Classes = null, string Because = "")
{
    private const int LargestLabel = 1 << 24;

    /// <summary>The largest label that occurs.</summary>
    public int Largest => Labels.Max();

    /// <summary>Reads labels, rows with a column per class, or probabilities of the second of two classes.</summary>
    /// <param name="array">The array, with at least one row.</param>
    /// <param name="argument">What messages call it.</param>
    /// <param name="threshold">Above which probability a row is of class 1; null where there are no probabilities.</param>
    /// <exception cref="ArgumentException">The array holds something else.</exception>
    public static ClassLabels Of(NDArray array, string argument, double? threshold)
    {
        if (array.Rank is not (1 or 2) || array.Shape.Last == 0)
            throw new ArgumentException($"{argument} must hold labels, of shape (rows,), or a column for each class, (rows, classes), but has the shape {array.Shape}.", argument);
        if (array.FindNonFinite() is (int bad, _))
            throw new ArgumentException($"{argument} has a number in row {bad} that is not finite, so that the row is of no class.", argument);
        if (array.Rank == 2 && array.Shape[1] > 1)
            return new(argument, [.. array.ArgMax(axis: 1).ToArray().Select(label => (int)label)], array.Shape[1], $"{argument} has {array.Shape[1]} columns");

        float[] values = array.ToArray();
        if (array.FindNonIndex(LargestLabel) is not (int row, _)) return new(argument, [.. values.Select(label => (int)label)]);
        if (threshold is not { } least)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{argument} is {values[row]} in row {row}, which is no class: labels are whole numbers from 0."), argument);
        int outside = Array.FindIndex(values, value => value is < 0 or > 1);
        if (outside >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{argument} is {values[outside]} in row {outside}: one column must hold labels, all whole numbers from 0, or probabilities of class 1, all from 0 to 1."), argument);
        return new(argument, [.. values.Select(probability => probability > least ? 1 : 0)], 2, $"{argument} holds probabilities of the second of 2 classes");
    }

    /// <summary>Throws where a label is too large, or the array is about another number of classes.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="because">What says so.</param>
    /// <exception cref="ArgumentException">It is.</exception>
    public void Require(int classes, string because)
    {
        if (Classes is not null && Classes != classes) throw new ArgumentException($"{Because}, but {because}.", Argument);
        int row = Array.FindIndex(Labels, label => label >= classes);
        if (row >= 0) throw new ArgumentException($"{Argument} has the label {Labels[row]} in row {row}, but {because}: labels go from 0 to {classes - 1}.", Argument);
    }
}
