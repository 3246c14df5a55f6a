using Keratin.Core;

namespace Keratin;

/// <summary>
/// max(neg − pos + 1, 0) with pos = Σ t·p, the prediction of the true class, and neg = max((1 − t)·p), the largest of the
/// others; targets t are one-hot (None, classes).
/// </summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class CategoricalHinge(LossReduction? reduction = null) : Loss("categorical_hinge", reduction), IFromConfig<CategoricalHinge>
{
    static CategoricalHinge IFromConfig<CategoricalHinge>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions)
    {
        Node positive = new(new SumLast(), truth * predictions);
        return new Node(new Relu(), Largest((1 - truth) * predictions) - positive + 1);
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOneHot(truth, predictions);

    // The gradient flows to the largest alone, the first among equals.
    private static Node Largest(Node x) => new(new SumLast(), x * new Node(new OneHot(x.Shape.Last), new Node(new ArgMax(), x)));
}
