namespace Keratin;

/// <summary>lr = initial / (1 + rate · step / decaySteps), with the quotient rounded down where the decay is a staircase.</summary>
/// <param name="initialLearningRate">The first step's learning rate.</param>
/// <param name="decaySteps">Over how many steps the rate takes effect once.</param>
/// <param name="decayRate">How quickly the learning rate falls.</param>
/// <param name="staircase">Whether it changes only every <paramref name="decaySteps"/> steps. Default: no.</param>
/// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not finite, there is less than 1 step, or the decay rate is not positive.</exception>
public sealed class InverseTimeDecay(double initialLearningRate, long decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule, IFromConfig<InverseTimeDecay>
{
    private readonly double _initial = Rate(initialLearningRate, nameof(InverseTimeDecay), nameof(initialLearningRate));
    private readonly double _steps = Steps(decaySteps, nameof(InverseTimeDecay), nameof(decaySteps));
    private readonly double _rate = Factor(decayRate, nameof(InverseTimeDecay), nameof(decayRate));

    static InverseTimeDecay IFromConfig<InverseTimeDecay>.FromConfig(Config config) => new(config.GetDouble("initial_learning_rate"), ReadSteps(config, "decay_steps"),
        config.GetDouble("decay_rate"), config.GetBool("staircase", false));

    /// <inheritdoc/>
    public override double At(long step)
    {
        double passed = step / _steps;
        return _initial / (1 + _rate * (staircase ? Math.Floor(passed) : passed));
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("initial_learning_rate", _initial);
        config.Set("decay_steps", (long)_steps);
        config.Set("decay_rate", _rate);
        config.Set("staircase", staircase);
        config.Set("name", "InverseTimeDecay");
    }
}
