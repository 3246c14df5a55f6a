using Keratin.Core;

namespace Keratin;

/// <summary>
/// The mean of −(t·log p + (1 − t)·log(1 − p)) over the last axis, with targets t of 0 or 1 and probabilities p, for
/// yes-or-no questions.
/// </summary>
/// <remarks>
/// Where the predictions come straight from a sigmoid, the loss is computed from its input, exactly and without
/// clipping, as Keras does on TensorFlow. Other probabilities are clipped to [1e-7, 1 − 1e-7].
/// </remarks>
public sealed class BinaryCrossentropy : Loss, IFromConfig<BinaryCrossentropy>
{
    private readonly bool _fromLogits;
    private readonly double _labelSmoothing;

    /// <summary>Makes a loss.</summary>
    /// <param name="fromLogits">Whether the predictions are logits, to which sigmoid has not been applied. Default: no.</param>
    /// <param name="labelSmoothing">Targets become t · (1 − s) + s / 2; from 0 to 1. Default: 0.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not between 0 and 1.</exception>
    public BinaryCrossentropy(bool fromLogits = false, double labelSmoothing = 0, LossReduction? reduction = null)
        : base("binary_crossentropy", reduction)
    {
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.CheckShare(labelSmoothing, nameof(labelSmoothing));
    }

    static BinaryCrossentropy IFromConfig<BinaryCrossentropy>.FromConfig(Config config)
    {
        config.AllowOnly("axis", -1L);
        return new(config.GetBool("from_logits", false), config.GetDouble("label_smoothing", 0), reduction: ReductionOf(config));
    }

    private protected override void WriteConfig(Config config)
    {
        config.Set("from_logits", _fromLogits);
        config.Set("label_smoothing", _labelSmoothing);
        config.Set("axis", -1);
    }

    internal override void WriteMetricConfig(Config config)
    {
        config.Set("from_logits", _fromLogits);
        config.Set("label_smoothing", _labelSmoothing);
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        truth = Probabilities.Smooth(truth, (float)_labelSmoothing, classes: 2);
        return new Node(new MeanLast(), Probabilities.BinaryCrossEntropy(truth, predictions, _fromLogits));
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    private protected override void CheckValues(NDArray truth, Shape predictions) => Probabilities.CheckTargets(Name, truth);
}
