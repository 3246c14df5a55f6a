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
public sealed class CosineDecayRestarts(double initialLearningRate, long firstDecaySteps, double tMul = 2, double mMul = 1, double alpha = 0) : LearningRateSchedule, IFromConfig<CosineDecayRestarts>
{
    private const double Rounding = 1e-15;

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
        double wave = WaveOf(step), share = (step - Start(wave)) / (_first * Math.Pow(_longer, wave));
        return _initial * ((1 - _alpha) * 0.5 * Math.Pow(_higher, wave) * (1 + Math.Cos(Math.PI * share)) + _alpha);
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

    // The logarithm may be off by one where a wave begins; the beginnings themselves decide. They may be late by their own
    // rounding: with waves of 5, 6 and 7.2 steps the third begins at step 11, and not at 12.
    private double WaveOf(long step)
    {
        if (_longer == 1) return Math.Floor(step / _first);
        double wave = Math.Floor(Math.Log(1 + step / _first * (_longer - 1)) / Math.Log(_longer));
        double reached = step + Rounding * (step + _first / (_longer - 1));
        return reached < Start(wave) ? wave - 1 : reached >= Start(wave + 1) ? wave + 1 : wave;
    }

    // The steps of all waves before one: a geometric series.
    private double Start(double wave) => _first * (_longer == 1 ? wave : (Math.Pow(_longer, wave) - 1) / (_longer - 1));
}
