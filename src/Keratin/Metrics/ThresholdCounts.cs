using Keratin.Core;

namespace Keratin;

/// <summary>
/// Right and wrong answers at many thresholds at once. For each output the plan finds how many thresholds lie below it and
/// adds its weight to a histogram of its own for yes and for no; the counts at a threshold are sums over the histograms'
/// ends.
/// </summary>
internal sealed class ThresholdCounts
{
    private readonly Accumulator _yes;
    private readonly Accumulator _no;
    private readonly ConfusionCounts[] _counts;

    /// <summary>Prepares the histograms.</summary>
    /// <param name="name">What the sums are called.</param>
    /// <param name="truth">The targets.</param>
    /// <param name="below">How many thresholds lie below each output; of the targets' shape.</param>
    /// <param name="thresholds">How many thresholds there are.</param>
    /// <param name="weights">A weight per row; null where all are 1.</param>
    /// <param name="columnWeights">A weight per output; null where all are 1.</param>
    /// <param name="byColumn">Whether each output, (None, outputs), is counted by itself.</param>
    public ThresholdCounts(string name, Node truth, Node below, int thresholds, Node? weights = null, IReadOnlyList<double>? columnWeights = null, bool byColumn = false)
    {
        Node yes = YesOrNo.IsYes(truth), no = 1 - yes;
        if (weights is not null) (yes, no) = (RowWeights.Multiply(yes, weights), RowWeights.Multiply(no, weights));
        if (columnWeights is not null)
        {
            Node row = Row(name, columnWeights);
            (yes, no) = (yes * row, no * row);
        }
        int places = thresholds + 1, columns = byColumn ? truth.Shape.Last : 1;
        if (byColumn) below += Row(name, [.. Enumerable.Range(0, columns).Select(column => (double)(column * places))]);
        _yes = Accumulator.At(name, places * columns, below, yes);
        _no = Accumulator.At($"{name}/no", places * columns, below, no);
        _counts = new ConfusionCounts[thresholds];
    }

    /// <summary>The sums behind the counts.</summary>
    public Accumulator[] Sums => [_yes, _no];

    /// <summary>How many thresholds lie below each output, where they are spread evenly from 0 to 1.</summary>
    /// <param name="predictions">The outputs; below 0 and above 1 they count as 0 and 1.</param>
    /// <param name="thresholds">How many thresholds, at least 2.</param>
    /// <param name="openEnds">Whether the first threshold lies just below 0 and the last just above 1.</param>
    public static Node Below(Node predictions, int thresholds, bool openEnds)
    {
        // As in Keras, in float32: p lies above ⌈p · (n − 1)⌉ of the thresholds 0, 1 / (n − 1), …, 1.
        Node below = new(new Ceiling(), (thresholds - 1) * new Node(new Clip(0, 1), predictions));
        return openEnds ? new Node(new Clip(1, thresholds), below) : below;
    }

    /// <summary>How many thresholds lie below each output, where they are the user's and one more just below 0.</summary>
    public static Node Below(Node predictions, IReadOnlyList<double> thresholds)
    {
        Node flat = new(new Core.Reshape([Shape.Batch, predictions.Shape.RowSize, 1]), predictions);
        Node above = new(new SumLast(), new Node(new Greater(), new Node(new RepeatLast(thresholds.Count), flat), Row("thresholds", thresholds)));
        return new Node(new Core.Reshape(predictions.Shape), above) + 1;
    }

    /// <summary>The counts at each threshold, ascending. They are written over by the next call.</summary>
    /// <param name="column">The output, where each is counted by itself.</param>
    public ReadOnlySpan<ConfusionCounts> Read(int column = 0)
    {
        int first = column * (_counts.Length + 1);
        double allYes = 0, allNo = 0;
        for (int i = 0; i <= _counts.Length; i++) (allYes, allNo) = (allYes + _yes[first + i], allNo + _no[first + i]);
        double right = 0, wrong = 0;
        for (int i = _counts.Length - 1; i >= 0; i--)
        {
            (right, wrong) = (right + _yes[first + i + 1], wrong + _no[first + i + 1]);
            _counts[i] = new ConfusionCounts(right, wrong, allNo - wrong, allYes - right);
        }
        return _counts;
    }

    private static Node Row(string name, IReadOnlyList<double> values)
    {
        var row = new Variable(name, [values.Count]);
        values.Select(value => (float)value).ToArray().CopyTo(row.Values);
        return row.Read;
    }
}
