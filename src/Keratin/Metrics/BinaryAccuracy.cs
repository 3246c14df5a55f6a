using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>How often a probability lies on the right side of the threshold: the mean of [p &gt; threshold] = t over the last axis.</summary>
public sealed class BinaryAccuracy : MeanMetric, IFromConfig<BinaryAccuracy>
{
    private readonly double _threshold;

    /// <summary>Makes a metric.</summary>
    /// <param name="threshold">Above it the answer is 1; from 0 to 1. Default: 0.5.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not between 0 and 1.</exception>
    public BinaryAccuracy(double threshold = 0.5, string name = "binary_accuracy")
        : base(name)
    {
        if (!(threshold >= 0 && threshold <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), string.Create(CultureInfo.InvariantCulture, $"BinaryAccuracy needs a threshold from 0 to 1 but got {threshold}."));
        _threshold = threshold;
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static BinaryAccuracy IFromConfig<BinaryAccuracy>.FromConfig(Config config) => new(config.GetDouble("threshold", 0.5), name: config.GetString("name", "binary_accuracy"));

    private protected override void WriteConfig(Config config) => config.Set("threshold", _threshold);

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        (truth, predictions) = Ranks.Align(truth, predictions);
        if (truth.Shape != predictions.Shape)
            throw new ArgumentException($"{Name} expects targets of the predictions' shape {predictions.Shape} but got {truth.Shape}.");
        var yes = new Node(new Greater(), predictions, new Node(new Literal((float)_threshold)));
        return new Node(new MeanLast(), new Node(new Equal(), truth, yes));
    }
}
