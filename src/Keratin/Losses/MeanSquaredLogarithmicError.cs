using Keratin.Core;

namespace Keratin;

/// <summary>The mean of (log(p + 1) − log(t + 1))² over the last axis, with t and p at least 1e-7.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class MeanSquaredLogarithmicError(LossReduction? reduction = null) : Loss("mean_squared_logarithmic_error", reduction), IFromConfig<MeanSquaredLogarithmicError>
{
    static MeanSquaredLogarithmicError IFromConfig<MeanSquaredLogarithmicError>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new Square(), LogOnePlus(predictions) - LogOnePlus(truth)));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    private static Node LogOnePlus(Node x) => new(new Log(), new Node(new Clip(Epsilon, float.MaxValue), x) + 1);
}
