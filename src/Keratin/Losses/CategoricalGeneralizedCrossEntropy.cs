using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// (1 − p^q) / q with p the probability of the true class and integer class labels as targets, (None,) or (None, 1):
/// between cross-entropy (q near 0) and absolute error (q near 1), for labels of which some are wrong (Zhang and Sabuncu,
/// Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels, 2018).
/// </summary>
public sealed class CategoricalGeneralizedCrossEntropy : Loss, IFromConfig<CategoricalGeneralizedCrossEntropy>
{
    private readonly double _q;

    /// <summary>Makes a loss.</summary>
    /// <param name="q">The exponent, between 0 and 1. Default: 0.5.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">q is not between 0 and 1.</exception>
    public CategoricalGeneralizedCrossEntropy(double q = 0.5, LossReduction? reduction = null)
        : base("categorical_generalized_cross_entropy", reduction)
    {
        if (!(q > 0 && q < 1)) throw new ArgumentOutOfRangeException(nameof(q), string.Create(CultureInfo.InvariantCulture, $"q must lie between 0 and 1 but was {q}."));
        _q = q;
    }

    /// <inheritdoc/>
    public override bool TakesLabels => true;

    static CategoricalGeneralizedCrossEntropy IFromConfig<CategoricalGeneralizedCrossEntropy>.FromConfig(Config config) => new(config.GetDouble("q", 0.5), reduction: ReductionOf(config));

    private protected override void WriteConfig(Config config) => config.Set("q", _q);

    private protected override Node PerSample(Node truth, Node predictions)
    {
        var oneHot = new Node(new OneHot(predictions.Shape.Last), Ranks.AsLabels(truth, predictions));
        return (1 / (float)_q) * (1 - Probabilities.Power(new Node(new SumLast(), predictions * oneHot), (float)_q));
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckLabelShape(truth, predictions);

    private protected override void CheckValues(NDArray truth, Shape predictions) => CheckLabels(truth, predictions.Last);
}
