using Keratin.Core;

namespace Keratin;

/// <summary>l2 · Σ w²: keeps weights small. (Without the half that some books have: the slope is 2 · l2 · w.)</summary>
public sealed class L2 : Regularizer, IFromConfig<L2>
{
    private readonly double _l2;

    /// <summary>Makes a regularizer.</summary>
    /// <param name="l2">The factor, not negative. Default: 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public L2(double l2 = 0.01) => _l2 = Factor(nameof(L2), nameof(l2), l2);

    static L2 IFromConfig<L2>.FromConfig(Config config) => new(config.GetDouble("l2", 0.01));

    /// <inheritdoc/>
    public override Node Call(Node weight) => new(new Penalty(0, (float)_l2), weight);

    internal override Node CallPerRow(Node output) => SumPerRow(output, 0, _l2);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("l2", _l2);
}
