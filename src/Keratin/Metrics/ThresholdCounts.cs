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

    private ThresholdCounts(string name, Node truth, Node below, Node? weights, int thresholds)
    {
        Node yes = YesOrNo.IsYes(truth), no = 1 - yes;
        if (weights is not null) (yes, no) = (RowWeights.Multiply(yes, weights), RowWeights.Multiply(no, weights));
        _yes = Accumulator.At(name, thresholds + 1, below, yes);
        _no = Accumulator.At($"{name}/no", thresholds + 1, below, no);
        _counts = new ConfusionCounts[thresholds];
    }

    /// <summary>The sums behind the counts.</summary>
    public Accumulator[] Sums => [_yes, _no];

    /// <summary>Counts at thresholds that are spread evenly from 0 to 1.</summary>
    /// <param name="name">What the sums are called.</param>
    /// <param name="truth">The targets, of the outputs' shape.</param>
    /// <param name="predictions">The outputs; below 0 and above 1 they count as 0 and 1.</param>
    /// <param name="weights">A weight per row; null where all are 1.</param>
    /// <param name="thresholds">How many, at least 2.</param>
    /// <param name="openEnds">Whether the first threshold lies just below 0 and the last just above 1.</param>
    public static ThresholdCounts Even(string name, Node truth, Node predictions, Node? weights, int thresholds, bool openEnds)
    {
        // As in Keras, in float32: p lies above ⌈p · (n − 1)⌉ of the thresholds 0, 1 / (n − 1), …, 1.
        Node below = new(new Ceiling(), (thresholds - 1) * new Node(new Clip(0, 1), predictions));
        return new ThresholdCounts(name, truth, openEnds ? new Node(new Clip(1, thresholds), below) : below, weights, thresholds);
    }

    /// <summary>Counts at thresholds of the user's, between one just below 0 and one just above 1.</summary>
    public static ThresholdCounts Between(string name, Node truth, Node predictions, Node? weights, ReadOnlySpan<float> thresholds)
    {
        var list = new Variable($"{name}/thresholds", [thresholds.Length]);
        thresholds.CopyTo(list.Values);
        Node flat = new(new Core.Reshape([Shape.Batch, predictions.Shape.RowSize, 1]), predictions);
        Node above = new(new SumLast(), new Node(new Greater(), new Node(new RepeatLast(thresholds.Length), flat), list.Read));
        return new ThresholdCounts(name, truth, new Node(new Core.Reshape(predictions.Shape), above) + 1, weights, thresholds.Length + 2);
    }

    /// <summary>Counts at one threshold.</summary>
    public static ThresholdCounts At(string name, Node truth, Node predictions, Node? weights, float threshold) =>
        new(name, truth, new Node(new Greater(), predictions, new Node(new Literal(threshold))), weights, 1);

    /// <summary>The counts at each threshold, ascending. The array is written again by the next call.</summary>
    public ReadOnlySpan<ConfusionCounts> Read()
    {
        double allYes = 0, allNo = 0;
        for (int i = 0; i < _yes.Count; i++) (allYes, allNo) = (allYes + _yes[i], allNo + _no[i]);
        double right = 0, wrong = 0;
        for (int i = _counts.Length - 1; i >= 0; i--)
        {
            (right, wrong) = (right + _yes[i + 1], wrong + _no[i + 1]);
            _counts[i] = new ConfusionCounts(right, wrong, allNo - wrong, allYes - right);
        }
        return _counts;
    }
}
