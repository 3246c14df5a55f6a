using Keratin.Core;

namespace Keratin;

/// <summary>l1 · Σ |w| + l2 · Σ w².</summary>
public sealed class L1L2 : Regularizer
{
    private readonly float _l1;
    private readonly float _l2;

    /// <summary>Makes a regularizer. (By the name <c>"l1_l2"</c> both factors are 0.01, as in Keras.)</summary>
    /// <param name="l1">The factor of the sizes, not negative. Default: 0.</param>
    /// <param name="l2">The factor of the squares, not negative. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public L1L2(double l1 = 0, double l2 = 0)
        : this(nameof(L1L2), l1, l2)
    {
    }

    /// <summary>Makes the regularizer of something else.</summary>
    /// <param name="owner">What messages call it.</param>
    /// <param name="l1">The factor of the sizes.</param>
    /// <param name="l2">The factor of the squares.</param>
    internal L1L2(string owner, double l1, double l2) => (_l1, _l2) = (Factor(owner, nameof(l1), l1), Factor(owner, nameof(l2), l2));

    /// <inheritdoc/>
    public override Node Call(Node weight) => new(new Penalty(_l1, _l2), weight);

    internal override Node CallPerRow(Node output) => SumPerRow(output, _l1, _l2);
}
