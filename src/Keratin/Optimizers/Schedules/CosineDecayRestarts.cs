namespace Keratin;

/// <summary>
/// Half waves of the cosine, one after the other: in each, lr = initial · ((1 − α) · ½m(1 + cos(π · p)) + α) with the
/// share p of its steps that have passed; each has t times as many steps as the one before, and m times its height.
/// (Loshchilov and Hutter 2016.)
/// </summary>
/// <param name="initialLearningRate">The first step's learning rate.</param>
/// <param name="firstDecaySteps">The steps of the first wave.</param>
/// <param name="tMul">How much longer each wave is than the one before. Default: 2.</param>
/// <param name="mMul">How much higher each wave is than the one before. Default: 1.</param>
/// <param name="alpha">The share of the initial learning rate that a wave ends at. Default: 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A rate or α is negative or not finite, there is less than 1 step, <paramref name="tMul"/> is below 1, or <paramref name="mMul"/> is not positive.</exception>
public sealed class CosineDecayRestarts(double initialLearningRate, long firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0) : LearningRateSchedule
{
    private readonly double _initial = Rate(initialLearningRate, nameof(CosineDecayRestarts), nameof(initialLearningRate));
    private readonly double _first = Steps(firstDecaySteps, nameof(CosineDecayRestarts), nameof(firstDecaySteps));
    private readonly double _longer = tMul >= 1 ? Factor(tMul, nameof(CosineDecayRestarts), nameof(tMul))
        : throw new ArgumentOutOfRangeException(nameof(tMul), FormattableString.Invariant($"CosineDecayRestarts: tMul must be at least 1, so that the waves do not become ever shorter, but was {tMul}."));
    private readonly double _higher = Factor(mMul, nameof(CosineDecayRestarts), nameof(mMul));
    private readonly double _alpha = Rate(alpha, nameof(CosineDecayRestarts), nameof(alpha));

    /// <inheritdoc/>
    public override double At(long step)
    {
        double passed = step, length = _first, height = 1;
        while (passed >= length)
        {
            passed -= length;
            length *= _longer;
            height *= _higher;
        }
        return _initial * ((1 - _alpha) * 0.5 * height * (1 + Math.Cos(Math.PI * passed / length)) + _alpha);
    }
}
