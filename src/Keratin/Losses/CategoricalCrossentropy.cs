using Keratin.Core;

namespace Keratin;

/// <summary>
/// −Σ t·log p over the classes, with one-hot targets t (None, classes) and one probability per class p.
/// </summary>
/// <remarks>
/// Where the predictions come straight from a softmax, the loss is computed from its input, exactly and without
/// clipping, as Keras does on TensorFlow. Other probabilities are divided by their sum and clipped to
/// [1e-7, 1 − 1e-7].
/// </remarks>
public sealed class CategoricalCrossentropy : Loss, IFromConfig<CategoricalCrossentropy>
{
    private readonly bool _fromLogits;
    private readonly double _labelSmoothing;

    /// <summary>Makes a loss.</summary>
    /// <param name="fromLogits">Whether the predictions are logits, to which softmax has not been applied. Default: no.</param>
    /// <param name="labelSmoothing">Targets become t · (1 − s) + s / classes; from 0 to 1. Default: 0.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not between 0 and 1.</exception>
    public CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0, LossReduction? reduction = null)
        : base("categorical_crossentropy", reduction)
    {
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.CheckShare(labelSmoothing, nameof(labelSmoothing));
    }

    static CategoricalCrossentropy IFromConfig<CategoricalCrossentropy>.FromConfig(Config config)
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

    private protected override Node PerSample(Node truth, Node predictions)
    {
        truth = Probabilities.Smooth(truth, (float)_labelSmoothing, predictions.Shape.Last);
        Node? logits = Probabilities.LogitsOf<Core.Softmax>(predictions) ?? (_fromLogits ? predictions : null);
        return logits is null ? Probabilities.CrossEntropy(truth, predictions)
            : new Node(new SoftmaxCrossEntropy(labels: false), logits, truth);
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOneHot(truth, predictions);
}
