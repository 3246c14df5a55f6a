using Keratin.Core;

namespace Keratin;

/// <summary>How many outputs are a no and were answered with yes, or their weight among weighted metrics.</summary>
public sealed class FalsePositives : Metric, IFromConfig<FalsePositives>
{
    private readonly YesOrNo _settings;

    /// <summary>Makes a metric.</summary>
    /// <param name="threshold">Above it an output is a yes; from 0 to 1. Default: 0.5.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to 1.</exception>
    public FalsePositives(double threshold = 0.5, string name = "false_positives")
        : base(name) => _settings = new YesOrNo(threshold);

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    static FalsePositives IFromConfig<FalsePositives>.FromConfig(Config config) => new(YesOrNo.ReadThreshold(config) ?? 0.5, name: config.GetString("name", "false_positives"));

    private protected override void WriteConfig(Config config) => _settings.WriteThreshold(config);

    internal override Total Trace(Node truth, Node predictions, Node? weights)
    {
        Accumulator count = new Confusion(Name, truth, predictions, weights, _settings).FalsePositives();
        return new Total(Name, _ => count.Value, count);
    }
}
