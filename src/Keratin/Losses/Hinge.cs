using Keratin.Core;

namespace Keratin;

/// <summary>The mean of max(1 − t·p, 0) over the last axis, with targets t of −1 and 1. Targets of 0 and 1 count as −1 and 1.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class Hinge(LossReduction? reduction = null) : Loss("hinge", reduction), IFromConfig<Hinge>
{
    static Hinge IFromConfig<Hinge>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), Margin.Lack(truth, predictions));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    private protected override void CheckValues(NDArray truth, Shape predictions) => Margin.CheckTargets(Name, truth);
}
