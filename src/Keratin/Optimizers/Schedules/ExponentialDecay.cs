namespace Keratin;

/// <summary>lr = initial · rate^(step / decaySteps), with the exponent rounded down where the decay is a staircase.</summary>
/// <param name="initialLearningRate">The first step's learning rate.</param>
/// <param name="decaySteps">Over how many steps the rate takes effect once.</param>
/// <param name="decayRate">What the learning rate is multiplied by.</param>
/// <param name="staircase">Whether it changes only every <paramref name="decaySteps"/> steps. Default: no.</param>
/// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite, there is less than 1 step, or the decay rate is not positive.</exception>
public sealed class ExponentialDecay(double initialLearningRate, long decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule, IFromConfig<ExponentialDecay>
{
    private readonly double _initial = Rate(initialLearningRate, nameof(ExponentialDecay), nameof(initialLearningRate));
    private readonly double _steps = Steps(decaySteps, nameof(ExponentialDecay), nameof(decaySteps));
    private readonly double _rate = Factor(decayRate, nameof(ExponentialDecay), nameof(decayRate));

    static ExponentialDecay IFromConfig<ExponentialDecay>.FromConfig(Config config) => new(config.GetDouble("initial_learning_rate"), ReadSteps(config, "decay_steps"),
        config.GetDouble("decay_rate"), config.GetBool("staircase", false));

    /// <inheritdoc/>
    public override double At(long step)
    {
        double passed = step / _steps;
        return _initial * Math.Pow(_rate, staircase ? Math.Floor(passed) : passed);
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("initial_learning_rate", _initial);
        config.Set("decay_steps", (long)_steps);
        config.Set("decay_rate", _rate);
        config.Set("staircase", staircase);
        config.Set("name", "ExponentialDecay");
    }
}
