using Keratin.Core;

namespace Keratin;

/// <summary>l2 · Σ w²: keeps weights small. (Without the half that some books have: the slope is 2 · l2 · w.)</summary>
public sealed class L2 : Regularizer
{
    private readonly float _l2;

    /// <summary>Makes a regularizer.</summary>
    /// <param name="l2">The factor, not negative. Default: 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public L2(double l2 = 0.01) => _l2 = Factor(nameof(L2), nameof(l2), l2);

    /// <inheritdoc/>
    public override Node Call(Node weight) => new(new Penalty(0, _l2), weight);

    internal override Node CallPerRow(Node output) => SumPerRow(output, 0, _l2);
}
