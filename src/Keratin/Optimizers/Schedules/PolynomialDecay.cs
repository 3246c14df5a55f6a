namespace Keratin;

/// <summary>
/// From the initial to the end learning rate: lr = (initial − end) · (1 − step / decaySteps)^power + end, then the end's
/// for good. With cycles, decaySteps is multiplied by the number of the cycle as soon as it has been reached, and the
/// learning rate rises again.
/// </summary>
/// <param name="initialLearningRate">The first step's learning rate.</param>
/// <param name="decaySteps">After how many steps the end is reached.</param>
/// <param name="endLearningRate">The last learning rate. Default: 0.0001.</param>
/// <param name="power">1, the default, is a straight line.</param>
/// <param name="cycle">Whether it begins again beyond the end. Default: no.</param>
/// <exception cref="ArgumentOutOfRangeException">A learning rate is negative or not finite, there is less than 1 step, or the power is not positive.</exception>
public sealed class PolynomialDecay(double initialLearningRate, long decaySteps, double endLearningRate = 0.0001, double power = 1, bool cycle = false) : LearningRateSchedule, IFromConfig<PolynomialDecay>
{
    private readonly double _initial = Rate(initialLearningRate, nameof(PolynomialDecay), nameof(initialLearningRate));
    private readonly double _steps = Steps(decaySteps, nameof(PolynomialDecay), nameof(decaySteps));
    private readonly double _end = Rate(endLearningRate, nameof(PolynomialDecay), nameof(endLearningRate));
    private readonly double _power = Factor(power, nameof(PolynomialDecay), nameof(power));

    static PolynomialDecay IFromConfig<PolynomialDecay>.FromConfig(Config config) => new(config.GetDouble("initial_learning_rate"), ReadSteps(config, "decay_steps"),
        config.GetDouble("end_learning_rate", 0.0001), config.GetDouble("power", 1), config.GetBool("cycle", false));

    /// <inheritdoc/>
    public override double At(long step)
    {
        double steps = cycle ? _steps * Math.Max(1, Math.Ceiling(step / _steps)) : _steps;
        double passed = Math.Min(step, steps) / steps;
        return (_initial - _end) * Math.Pow(1 - passed, _power) + _end;
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("initial_learning_rate", _initial);
        config.Set("decay_steps", (long)_steps);
        config.Set("end_learning_rate", _end);
        config.Set("power", _power);
        config.Set("cycle", cycle);
        config.Set("name", "PolynomialDecay");
    }
}
