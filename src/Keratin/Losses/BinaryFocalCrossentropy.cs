using Keratin.Core;

namespace Keratin;

/// <summary>
/// The binary cross-entropy of each output times (1 − q)^γ, averaged over the last axis, where q = t·p + (1 − t)·(1 − p)
/// is how right the prediction is: what is known already counts little (Lin et al., Focal Loss for Dense Object
/// Detection, 2018).
/// </summary>
public sealed class BinaryFocalCrossentropy : Loss, IFromConfig<BinaryFocalCrossentropy>
{
    private readonly bool _applyClassBalancing;
    private readonly double _alpha;
    private readonly double _gamma;
    private readonly bool _fromLogits;
    private readonly double _labelSmoothing;

    /// <summary>Makes a loss.</summary>
    /// <param name="applyClassBalancing">Whether a yes counts α and a no 1 − α. Default: no.</param>
    /// <param name="alpha">The weight α of a yes; from 0 to 1. Default: 0.25.</param>
    /// <param name="gamma">The exponent γ, from 0 on; 0 leaves the cross-entropy as it is. Default: 2.</param>
    /// <param name="fromLogits">Whether the predictions are logits, to which sigmoid has not been applied. Default: no.</param>
    /// <param name="labelSmoothing">Targets become t · (1 − s) + s / 2; from 0 to 1. Default: 0.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public BinaryFocalCrossentropy(bool applyClassBalancing = false, double alpha = 0.25, double gamma = 2, bool fromLogits = false, double labelSmoothing = 0, LossReduction? reduction = null)
        : base("binary_focal_crossentropy", reduction)
    {
        _applyClassBalancing = applyClassBalancing;
        _alpha = Probabilities.CheckShare(alpha, nameof(alpha));
        _gamma = Probabilities.CheckGamma(gamma, nameof(gamma));
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.CheckShare(labelSmoothing, nameof(labelSmoothing));
    }

    static BinaryFocalCrossentropy IFromConfig<BinaryFocalCrossentropy>.FromConfig(Config config)
    {
        config.AllowOnly("axis", -1L);
        return new(config.GetBool("apply_class_balancing", false), config.GetDouble("alpha", 0.25), config.GetDouble("gamma", 2),
            config.GetBool("from_logits", false), config.GetDouble("label_smoothing", 0), reduction: ReductionOf(config));
    }

    private protected override void WriteConfig(Config config)
    {
        config.Set("from_logits", _fromLogits);
        config.Set("label_smoothing", _labelSmoothing);
        config.Set("axis", -1);
        config.Set("apply_class_balancing", _applyClassBalancing);
        config.Set("alpha", _alpha);
        config.Set("gamma", _gamma);
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        truth = Probabilities.Smooth(truth, (float)_labelSmoothing, classes: 2);
        Node p = _fromLogits ? new Node(new Sigmoid(), predictions) : predictions;
        Node right = truth * p + (1 - truth) * (1 - p);
        Node loss = Probabilities.Power(1 - right, (float)_gamma) * Probabilities.BinaryCrossEntropy(truth, p, fromLogits: false);
        if (_applyClassBalancing) loss = ((float)_alpha * truth + (1 - (float)_alpha) * (1 - truth)) * loss;
        return new Node(new MeanLast(), loss);
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    private protected override void CheckValues(NDArray truth, Shape predictions) => Probabilities.CheckTargets(Name, truth);
}
