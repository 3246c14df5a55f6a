using Keratin.Core;

namespace Keratin;

/// <summary>How many outputs are a yes and were answered with no, or their weight among weighted metrics.</summary>
public sealed class FalseNegatives : Metric, IFromConfig<FalseNegatives>
{
    private readonly YesOrNo _settings;

    /// <summary>Makes a metric.</summary>
    /// <param name="threshold">Above it an output is a yes; from 0 to 1. Default: 0.5.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to 1.</exception>
    public FalseNegatives(double threshold = 0.5, string name = "false_negatives")
        : base(name) => _settings = new YesOrNo(threshold);

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    static FalseNegatives IFromConfig<FalseNegatives>.FromConfig(Config config) => new(YesOrNo.ReadThreshold(config) ?? 0.5, name: config.GetString("name", "false_negatives"));

    private protected override void WriteConfig(Config config) => _settings.WriteThreshold(config);

    internal override Total Trace(Node truth, Node predictions, Node? weights)
    {
        Accumulator count = new Confusion(Name, truth, predictions, weights, _settings).FalseNegatives();
        return new Total(Name, _ => count.Value, count);
    }
}
