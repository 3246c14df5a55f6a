using Keratin.Core;

namespace Keratin;

/// <summary>The Kullback–Leibler divergence Σ t · log(t / p) over the last axis, with both limited to [1e-7, 1]: how much the predicted distribution says too little about the true one.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class KLDivergence(LossReduction? reduction = null) : Loss("kl_divergence", reduction), IFromConfig<KLDivergence>
{
    static KLDivergence IFromConfig<KLDivergence>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        DivergenceOf(new Node(new Clip(Epsilon, 1), truth), new Node(new Clip(Epsilon, 1), predictions));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    private static Node DivergenceOf(Node t, Node p) => new(new SumLast(), t * new Node(new Log(), t / p));
}
