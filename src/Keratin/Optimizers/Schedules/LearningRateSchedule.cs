using System.Globalization;

namespace Keratin;

/// <summary>
/// A learning rate that changes from step to step: <c>new RMSprop { LearningRateSchedule = new ExponentialDecay(0.01, 1000, 0.9) }</c>.
/// One of your own overrides <see cref="At"/>.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The schedules that files name.</summary>
    internal static NameTable<LearningRateSchedule> Known { get; } = new("schedule",
        ("CosineDecay", config => Config.Make<CosineDecay>(config)),
        ("CosineDecayRestarts", config => Config.Make<CosineDecayRestarts>(config)),
        ("ExponentialDecay", config => Config.Make<ExponentialDecay>(config)),
        ("InverseTimeDecay", config => Config.Make<InverseTimeDecay>(config)),
        ("PiecewiseConstantDecay", config => Config.Make<PiecewiseConstantDecay>(config)),
        ("PolynomialDecay", config => Config.Make<PolynomialDecay>(config)))
    {
        // Keras names the operation; nothing depends on it.
        Finish = (_, config) => config.GetOptionalString("name"),
    };

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">How many steps have been made before it.</param>
    /// <returns>A finite number, 0 or more.</returns>
    public abstract double At(long step);

    /// <summary>The schedule's settings, in Keras's words.</summary>
    public Config GetConfig()
    {
        var config = new Config();
        WriteConfig(config);
        return config;
    }

    /// <summary>Writes the settings of which <see cref="IFromConfig{TSelf}.FromConfig"/> makes an equal schedule. One without settings has nothing to write.</summary>
    /// <param name="config">Where they go.</param>
    protected virtual void WriteConfig(Config config) { }

    /// <summary>The schedule as files name it: its class beside its settings.</summary>
    internal Config ToObject() => ConfigObject.Of(this, "keras.optimizers.schedules", GetConfig());

    /// <summary>A learning rate that was given by a user, checked to be finite and at least 0.</summary>
    private protected static double Rate(double value, string schedule, string argument) =>
        value >= 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{schedule}: {argument} must be a finite number that is not negative, such as 0.01, but was {value}."));

    /// <summary>A factor that was given by a user, checked to be finite and above 0.</summary>
    private protected static double Factor(double value, string schedule, string argument) =>
        value > 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{schedule}: {argument} must be a positive number, but was {value}."));

    /// <summary>A number of steps of a configuration.</summary>
    /// <exception cref="InvalidDataException">It is missing, or not whole.</exception>
    private protected static long ReadSteps(Config config, string name) => WholeSteps(name, config.GetDouble(name));

    /// <summary>A number of steps, which Python may have written as 1000.0.</summary>
    private protected static long WholeSteps(string name, double value) => value == Math.Floor(value) && Math.Abs(value) < 1L << 53 ? (long)value
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The setting \"{name}\" counts steps, so it must be whole, but is {value}."));

    /// <summary>A number of steps that was given by a user, checked to be at least 1.</summary>
    private protected static long Steps(long value, string schedule, string argument) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(argument, $"{schedule}: {argument} must be at least 1 step but was {value}.");
}
