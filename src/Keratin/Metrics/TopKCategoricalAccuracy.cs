using Keratin.Core;

namespace Keratin;

/// <summary>How often the true class is among the k largest outputs, with one-hot targets (None, classes).</summary>
public sealed class TopKCategoricalAccuracy : MeanMetric, IFromConfig<TopKCategoricalAccuracy>
{
    private readonly int _k;

    /// <summary>Makes a metric.</summary>
    /// <param name="k">How many outputs may be larger than or equal to that of the true class, itself included. Default: 5.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy")
        : base(name) => _k = SparseTopKCategoricalAccuracy.Check(k);

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static TopKCategoricalAccuracy IFromConfig<TopKCategoricalAccuracy>.FromConfig(Config config) => new(config.GetInt("k", 5), name: config.GetString("name", "top_k_categorical_accuracy"));

    private protected override void WriteConfig(Config config) => config.Set("k", _k);

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        if (truth.Shape != predictions.Shape)
            throw new ArgumentException($"{Name} expects one-hot targets of the predictions' shape {predictions.Shape} but got {truth.Shape}: use sparse_top_k_categorical_accuracy for integer labels.");
        return SparseTopKCategoricalAccuracy.IsAmong(_k, new Node(new ArgMax(), truth), predictions);
    }
}
