using Keratin.Core;

namespace Keratin;

/// <summary>
/// Answers against truths, one pair per output, both as 0 or 1: what precision, recall and the counts of right and wrong
/// answers are made of. An output is a yes where it is above the threshold; a target is a yes where it is not 0.
/// </summary>
internal sealed class Confusion
{
    private readonly string _name;
    private readonly Node _truth;
    private readonly Node _answer;
    private readonly Node? _weights;

    /// <summary>Prepares targets and outputs.</summary>
    /// <param name="metric">What messages and sums are called after.</param>
    /// <param name="truth">The targets, a number per output.</param>
    /// <param name="predictions">The outputs.</param>
    /// <param name="weights">A weight per row; null where all are 1.</param>
    /// <param name="settings">Which outputs are looked at, and from where on they are a yes.</param>
    public Confusion(string metric, Node truth, Node predictions, Node? weights, YesOrNo settings)
    {
        (truth, predictions) = settings.Choose(metric, truth, predictions);
        _name = metric;
        _truth = YesOrNo.IsYes(truth);
        _answer = new Node(new Greater(), predictions, new Node(new Literal(settings.Threshold)));
        _weights = weights;
    }

    /// <summary>The weight of outputs that are a yes and were answered with yes.</summary>
    public Accumulator TruePositives() => Sum(_truth * _answer);

    /// <summary>The weight of outputs that are a no and were answered with yes.</summary>
    public Accumulator FalsePositives() => Sum((1 - _truth) * _answer);

    /// <summary>The weight of outputs that are a no and were answered with no.</summary>
    public Accumulator TrueNegatives() => Sum((1 - _truth) * (1 - _answer));

    /// <summary>The weight of outputs that are a yes and were answered with no.</summary>
    public Accumulator FalseNegatives() => Sum(_truth * (1 - _answer));

    private Accumulator Sum(Node values)
    {
        // Counted row by row first: small whole numbers, exact in any order, and few are left to be added one after the other.
        if (values.Shape.Last > 1) values = new Node(new SumLast(), values);
        return Accumulator.Sum(_name, _weights is null ? values : RowWeights.Multiply(values, _weights));
    }
}
