using Keratin.Core;

namespace Keratin;

/// <summary>
/// How often a prediction equals its target: the mean of [p = t] over the last axis. For outputs that are class numbers
/// themselves; the name <c>"accuracy"</c> among metrics means the accuracy that suits the model's outputs instead.
/// </summary>
/// <param name="name">The name in logs and histories.</param>
public sealed class Accuracy(string name = "accuracy") : MeanMetric(name), IFromConfig<Accuracy>
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static Accuracy IFromConfig<Accuracy>.FromConfig(Config config) => new(name: config.GetString("name", "accuracy"));

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        (truth, predictions) = YesOrNo.Align(Name, truth, predictions);
        return new Node(new MeanLast(), new Node(new Equal(), truth, predictions));
    }
}
