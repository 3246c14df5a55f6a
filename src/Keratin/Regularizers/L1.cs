using Keratin.Core;

namespace Keratin;

/// <summary>l1 · Σ |w|: draws weights to exactly 0.</summary>
public sealed class L1 : Regularizer, IFromConfig<L1>
{
    private readonly double _l1;

    /// <summary>Makes a regularizer.</summary>
    /// <param name="l1">The factor, not negative. Default: 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public L1(double l1 = 0.01) => _l1 = Factor(nameof(L1), nameof(l1), l1);

    static L1 IFromConfig<L1>.FromConfig(Config config) => new(config.GetDouble("l1", 0.01));

    /// <inheritdoc/>
    public override Node Call(Node weight) => new(new Penalty((float)_l1, 0), weight);

    internal override Node CallPerRow(Node output) => SumPerRow(output, _l1, 0);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("l1", _l1);
}
