using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// The mean over the last axis of ½·e² where |e| ≤ delta, else delta·|e| − ½·delta², with e = p − t: the squared error,
/// but far errors count by their size.
/// </summary>
public sealed class Huber : Loss, IFromConfig<Huber>
{
    private readonly double _delta;

    /// <summary>Makes a loss.</summary>
    /// <param name="delta">The error where the square ends; positive. Default: 1.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delta is not positive.</exception>
    public Huber(double delta = 1, LossReduction? reduction = null)
        : base("huber", reduction)
    {
        if (!(delta > 0 && double.IsFinite(delta)))
            throw new ArgumentOutOfRangeException(nameof(delta), string.Create(CultureInfo.InvariantCulture, $"Huber needs a delta above 0 but got {delta}."));
        _delta = delta;
    }

    static Huber IFromConfig<Huber>.FromConfig(Config config) => new(config.GetDouble("delta", 1), ReductionOf(config));

    private protected override void WriteConfig(Config config) => config.Set("delta", _delta);

    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new HuberPenalty((float)_delta), predictions - truth));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
