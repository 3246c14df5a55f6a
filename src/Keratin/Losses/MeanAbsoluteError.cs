using Keratin.Core;

namespace Keratin;

/// <summary>The mean of |p − t| over the last axis.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class MeanAbsoluteError(LossReduction? reduction = null) : Loss("mean_absolute_error", reduction), IFromConfig<MeanAbsoluteError>
{
    static MeanAbsoluteError IFromConfig<MeanAbsoluteError>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new Abs(), predictions - truth));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
