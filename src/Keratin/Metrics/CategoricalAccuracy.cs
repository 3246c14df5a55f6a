using Keratin.Core;

namespace Keratin;

/// <summary>How often the largest prediction stands at the largest target, with one-hot targets (None, classes).</summary>
/// <param name="name">The name in logs and histories.</param>
public sealed class CategoricalAccuracy(string name = "categorical_accuracy") : MeanMetric(name), IFromConfig<CategoricalAccuracy>
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static CategoricalAccuracy IFromConfig<CategoricalAccuracy>.FromConfig(Config config) => new(name: config.GetString("name", "categorical_accuracy"));

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        if (truth.Shape != predictions.Shape)
            throw new ArgumentException($"{Name} expects one-hot targets of the predictions' shape {predictions.Shape} but got {truth.Shape}: use sparse_categorical_accuracy for integer labels.");
        return new Node(new Equal(), new Node(new ArgMax(), truth), new Node(new ArgMax(), predictions));
    }
}
