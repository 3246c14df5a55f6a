using Keratin.Core;

namespace Keratin;

/// <summary>A metric that is the mean of a value per sample. Among weighted metrics it is Σ w·value / Σ w.</summary>
public abstract class MeanMetric : Metric
{
    private protected MeanMetric(string name)
        : base(name)
    {
    }

    /// <summary>The value of each sample.</summary>
    /// <param name="truth">The targets, with the batch as first axis.</param>
    /// <param name="predictions">The model's output, with the batch as first axis.</param>
    /// <returns>A node whose mean over all elements is the metric.</returns>
    /// <exception cref="ArgumentException">The targets' shape does not fit.</exception>
    public abstract Node Call(Node truth, Node predictions);

    /// <summary>1 for each value that counts and 0 for the others; null where all count.</summary>
    private protected virtual Node? Mask(Node truth, Node predictions) => null;

    internal sealed override Total Trace(Node truth, Node predictions, Node? weights)
    {
        Node values = Call(truth, predictions);
        if (Mask(truth, predictions) is { } mask) weights = weights is null ? mask : RowWeights.Multiply(mask, weights);
        return Total.Mean(Name, values, weights);
    }
}
