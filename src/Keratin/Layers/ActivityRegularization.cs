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
public sealed class ActivityRegularization(double l1 = 0, double l2 = 0, string? name = null) : Layer(name)
{
    private readonly L1L2 _regularizer = new(nameof(ActivityRegularization), l1, l2);

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        context.AddLoss(_regularizer.CallPerRow(x));
        return x;
    }
}
