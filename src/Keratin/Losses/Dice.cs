using Keratin.Core;

namespace Keratin;

/// <summary>
/// 1 − 2·Σ t·p / (Σ t + Σ p + 1e-7), summed over all outputs of all rows of a batch: how little predictions and targets of
/// 0 and 1 overlap. The whole batch has one loss; every row reports it.
/// </summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class Dice(LossReduction? reduction = null) : Loss("dice", reduction), IFromConfig<Dice>
{
    static Dice IFromConfig<Dice>.FromConfig(Config config)
    {
        config.AllowOnly("axis", null);
        return new(ReductionOf(config));
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        Node overlap = new(new Sum(), truth * predictions), both = new Node(new Sum(), truth) + new Node(new Sum(), predictions);
        return new Node(new Fill(predictions.Shape[..^1]), 1 - 2 * overlap / (both + Epsilon));
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    internal override bool IsOfBatch => true;
}
