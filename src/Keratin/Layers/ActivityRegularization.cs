using Keratin.Core;

namespace Keratin;

/// <summary>
/// Passes its input on, and adds what its size costs to the loss: l1 · Σ |x| + l2 · Σ x² of a row, as a mean over the
/// batch. Any shape; no weights.
/// </summary>
/// <param name="l1">The factor of the sizes, not negative. Default: 0.</param>
/// <param name="l2">The factor of the squares, not negative. Default: 0.</param>
/// <param name="name">The layer's name; default: <c>activity_regularization</c>, …</param>
/// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
public sealed class ActivityRegularization(double l1 = 0, double l2 = 0, string? name = null) : Layer(name), IFromConfig<ActivityRegularization>
{
    private readonly double _l1 = l1;
    private readonly double _l2 = l2;
    private readonly L1L2 _regularizer = new(nameof(ActivityRegularization), l1, l2);

    static ActivityRegularization IFromConfig<ActivityRegularization>.FromConfig(Config config) => new(config.GetDouble("l1", 0), config.GetDouble("l2", 0), config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        context.AddLoss(_regularizer.CallPerRow(x));
        return x;
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("l1", _l1);
        config.Set("l2", _l2);
    }
}
