using Keratin.Core;

namespace Keratin;

/// <summary>
/// Which share of the outputs that are a yes were answered with yes:
/// true positives / (true positives + false negatives), over all samples and outputs; 0 where nothing is.
/// </summary>
/// <remarks>One number: for several thresholds, give several metrics with names of their own.</remarks>
public sealed class Recall : Metric, IFromConfig<Recall>
{
    private readonly YesOrNo _settings;

    /// <summary>Makes a metric.</summary>
    /// <param name="threshold">Above it an output is a yes; from 0 to 1 (0 for logits). Default: 0.5, or none where <paramref name="topK"/> is given.</param>
    /// <param name="topK">Only the so many largest outputs of a row may be a yes. Default: all.</param>
    /// <param name="classId">The only output to look at. Default: all together.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Recall(double? threshold = null, int? topK = null, int? classId = null, string name = "recall")
        : base(name) => _settings = new YesOrNo(threshold, topK, classId);

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static Recall IFromConfig<Recall>.FromConfig(Config config) => new(YesOrNo.ReadThreshold(config), config.GetOptionalInt("top_k"), config.GetOptionalInt("class_id"),
        name: config.GetString("name", "recall"));

    private protected override void WriteConfig(Config config) => _settings.Write(config);

    internal override Total Trace(Node truth, Node predictions, Node? weights)
    {
        var confusion = new Confusion(Name, truth, predictions, weights, _settings);
        Accumulator right = confusion.TruePositives(), missed = confusion.FalseNegatives();
        return new Total(Name, _ => Total.Quotient(right.Value, right.Value + missed.Value), right, missed);
    }
}
