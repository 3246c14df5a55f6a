namespace Keratin;

/// <summary>
/// Half a wave of the cosine: lr = start · ((1 − α) · ½(1 + cos(π · step / decaySteps)) + α), then start · α for good.
/// With a warm-up, the learning rate first rises in a straight line to the target, which is then the start. (Loshchilov
/// and Hutter 2016.)
/// </summary>
/// <param name="initialLearningRate">The first step's learning rate.</param>
/// <param name="decaySteps">Over how many steps it falls, after the warm-up.</param>
/// <param name="alpha">The share of the start that is left at the end. Default: 0.</param>
/// <param name="warmupTarget">Where the warm-up leads. Default: no warm-up.</param>
/// <param name="warmupSteps">How many steps it takes. Default: 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A rate or α is negative or not finite, or a number of steps is less than 1 (of the warm-up's only where there is one).</exception>
public sealed class CosineDecay(double initialLearningRate, long decaySteps, double alpha = 0, double? warmupTarget = null, long warmupSteps = 0) : LearningRateSchedule, IFromConfig<CosineDecay>
{
    private readonly double _initial = Rate(initialLearningRate, nameof(CosineDecay), nameof(initialLearningRate));
    private readonly double _steps = Steps(decaySteps, nameof(CosineDecay), nameof(decaySteps));
    private readonly double _alpha = Rate(alpha, nameof(CosineDecay), nameof(alpha));
    private readonly double? _target = warmupTarget is { } target ? Rate(target, nameof(CosineDecay), nameof(warmupTarget)) : null;
    private readonly long _warmup = warmupTarget is null ? 0 : Steps(warmupSteps, nameof(CosineDecay), nameof(warmupSteps));

    static CosineDecay IFromConfig<CosineDecay>.FromConfig(Config config) => new(config.GetDouble("initial_learning_rate"), ReadSteps(config, "decay_steps"),
        config.GetDouble("alpha", 0), config.GetOptionalDouble("warmup_target"), config.Has("warmup_steps") ? ReadSteps(config, "warmup_steps") : 0);

    /// <inheritdoc/>
    public override double At(long step)
    {
        if (step < _warmup) return _initial + (_target!.Value - _initial) * step / _warmup;
        double passed = Math.Min(step - _warmup, _steps) / _steps;
        return (_target ?? _initial) * ((1 - _alpha) * 0.5 * (1 + Math.Cos(Math.PI * passed)) + _alpha);
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("initial_learning_rate", _initial);
        config.Set("decay_steps", (long)_steps);
        config.Set("alpha", _alpha);
        config.Set("name", "CosineDecay");
        config.Set("warmup_target", _target);
        config.Set("warmup_steps", _warmup);
    }
}
