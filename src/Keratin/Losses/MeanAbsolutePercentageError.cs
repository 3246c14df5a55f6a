using Keratin.Core;

namespace Keratin;

/// <summary>100 · the mean of |t − p| / max(|t|, 1e-7) over the last axis. A target of 0 makes it enormous.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class MeanAbsolutePercentageError(LossReduction? reduction = null) : Loss("mean_absolute_percentage_error", reduction), IFromConfig<MeanAbsolutePercentageError>
{
    static MeanAbsolutePercentageError IFromConfig<MeanAbsolutePercentageError>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        100 * new Node(new MeanLast(), new Node(new Abs(), (truth - predictions) / new Node(new Clip(Epsilon, float.MaxValue), new Node(new Abs(), truth))));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
