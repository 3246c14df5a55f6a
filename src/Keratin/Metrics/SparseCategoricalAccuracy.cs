using Keratin.Core;

namespace Keratin;

/// <summary>How often the largest prediction stands at the true class, with integer class labels (None,) or (None, 1).</summary>
/// <param name="name">The name in logs and histories.</param>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : MeanMetric(name), IFromConfig<SparseCategoricalAccuracy>
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static SparseCategoricalAccuracy IFromConfig<SparseCategoricalAccuracy>.FromConfig(Config config) => new(name: config.GetString("name", "sparse_categorical_accuracy"));

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        Node labels = Ranks.AsLabels(truth, predictions);
        var best = new Node(new ArgMax(), predictions);
        if (labels.Shape != best.Shape)
            throw new ArgumentException($"{Name} expects one integer label per row, as in the shape {best.Shape}, but got {truth.Shape}: use categorical_accuracy for one-hot targets.");
        return new Node(new Equal(), labels, best);
    }
}
