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
public sealed class CosineDecayRestarts(double initialLearningRate, long firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0) : LearningRateSchedule, IFromConfig<CosineDecayRestarts>
{
    private readonly double _initial = Rate(initialLearningRate, nameof(CosineDecayRestarts), nameof(initialLearningRate));
    private readonly double _first = Steps(firstDecaySteps, nameof(CosineDecayRestarts), nameof(firstDecaySteps));
    private readonly double _longer = tMul >= 1 ? Factor(tMul, nameof(CosineDecayRestarts), nameof(tMul))
        : throw new ArgumentOutOfRangeException(nameof(tMul), FormattableString.Invariant($"CosineDecayRestarts: tMul must be at least 1, so that the waves do not become ever shorter, but was {tMul}."));
    private readonly double _higher = Factor(mMul, nameof(CosineDecayRestarts), nameof(mMul));
    private readonly double _alpha = Rate(alpha, nameof(CosineDecayRestarts), nameof(alpha));

    static CosineDecayRestarts IFromConfig<CosineDecayRestarts>.FromConfig(Config config) => new(config.GetDouble("initial_learning_rate"), ReadSteps(config, "first_decay_steps"),
        config.GetDouble("t_mul", 2), config.GetDouble("m_mul", 1), config.GetDouble("alpha", 0));

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

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("initial_learning_rate", _initial);
        config.Set("first_decay_steps", (long)_first);
        config.Set("t_mul", _longer);
        config.Set("m_mul", _higher);
        config.Set("alpha", _alpha);
        config.Set("name", "SGDRDecay");
    }
}
