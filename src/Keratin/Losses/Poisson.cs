using Keratin.Core;

namespace Keratin;

/// <summary>The mean of p − t · log(p + 1e-7) over the last axis, for targets that are counts and positive predictions.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class Poisson(LossReduction? reduction = null) : Loss("poisson", reduction), IFromConfig<Poisson>
{
    static Poisson IFromConfig<Poisson>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), predictions - truth * new Node(new Log(), predictions + Epsilon));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
