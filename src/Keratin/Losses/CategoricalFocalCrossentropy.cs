using Keratin.Core;

namespace Keratin;

/// <summary>
/// −Σ α·(1 − p)^γ·t·log p over the classes, with one-hot targets t (None, classes) and probabilities p: the categorical
/// cross-entropy, in which what is known already counts little (Lin et al., Focal Loss for Dense Object Detection, 2018).
/// Probabilities are divided by their sum and clipped to [1e-7, 1 − 1e-7].
/// </summary>
public sealed class CategoricalFocalCrossentropy : Loss, IFromConfig<CategoricalFocalCrossentropy>
{
    private readonly double _alpha;
    private readonly double _gamma;
    private readonly bool _fromLogits;
    private readonly double _labelSmoothing;

    /// <summary>Makes a loss.</summary>
    /// <param name="alpha">The weight α of every class; from 0 to 1. Default: 0.25.</param>
    /// <param name="gamma">The exponent γ, from 0 on; 0 leaves the cross-entropy as it is. Default: 2.</param>
    /// <param name="fromLogits">Whether the predictions are logits, to which softmax has not been applied. Default: no.</param>
    /// <param name="labelSmoothing">Targets become t · (1 − s) + s / classes; from 0 to 1. Default: 0.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CategoricalFocalCrossentropy(double alpha = 0.25, double gamma = 2, bool fromLogits = false, double labelSmoothing = 0, LossReduction? reduction = null)
        : base("categorical_focal_crossentropy", reduction)
    {
        _alpha = Probabilities.CheckShare(alpha, nameof(alpha));
        _gamma = Probabilities.CheckGamma(gamma, nameof(gamma));
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.CheckShare(labelSmoothing, nameof(labelSmoothing));
    }

    static CategoricalFocalCrossentropy IFromConfig<CategoricalFocalCrossentropy>.FromConfig(Config config)
    {
        config.AllowOnly("axis", -1L);
        return new(config.GetDouble("alpha", 0.25), config.GetDouble("gamma", 2), config.GetBool("from_logits", false), config.GetDouble("label_smoothing", 0), reduction: ReductionOf(config));
    }

    private protected override void WriteConfig(Config config)
    {
        config.Set("from_logits", _fromLogits);
        config.Set("label_smoothing", _labelSmoothing);
        config.Set("axis", -1);
        config.Set("alpha", _alpha);
        config.Set("gamma", _gamma);
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        truth = Probabilities.Smooth(truth, (float)_labelSmoothing, predictions.Shape.Last);
        Node p = Probabilities.Normalize(_fromLogits ? new Node(new Core.Softmax(), predictions) : predictions);
        Node focus = (float)_alpha * Probabilities.Power(1 - p, (float)_gamma);
        return -new Node(new SumLast(), focus * (truth * new Node(new Log(), p)));
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOneHot(truth, predictions);
}
