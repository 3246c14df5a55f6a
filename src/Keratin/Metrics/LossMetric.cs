using Keratin.Core;

namespace Keratin;

/// <summary>A loss that is reported, not trained.</summary>
internal sealed class LossMetric(Loss loss, string name) : MeanMetric(name)
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions) => loss.Call(truth, predictions);

    internal override bool DependsOnBatch => loss.IsOfBatch;

    private protected override Node? Mask(Node truth, Node predictions) => loss.Mask(truth, predictions);
}
