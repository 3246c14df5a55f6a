using Keratin.Core;

namespace Keratin;

/// <summary>
/// Gives a weight its first values. They are a function of a key alone, so a model of the same seed starts the same on
/// every machine. By name in Keras's spelling, with its defaults: <c>he_normal</c>, <c>orthogonal</c>, <c>zeros</c>.
/// </summary>
public abstract class Initializer
{
    internal static NameTable<Initializer> Known { get; } = new("initializer",
        ("constant", config => Config.Make<Constant>(config)),
        ("glorot_normal", config => Config.Make<GlorotNormal>(config)),
        ("glorot_uniform", config => Config.Make<GlorotUniform>(config)),
        ("he_normal", config => Config.Make<HeNormal>(config)),
        ("he_uniform", config => Config.Make<HeUniform>(config)),
        ("identity", config => Config.Make<Identity>(config)),
        ("identity_initializer", config => Config.Make<Identity>(config)),
        ("lecun_normal", config => Config.Make<LecunNormal>(config)),
        ("lecun_uniform", config => Config.Make<LecunUniform>(config)),
        ("normal", config => Config.Make<RandomNormal>(config)),
        ("one", config => Config.Make<Ones>(config)),
        ("ones", config => Config.Make<Ones>(config)),
        ("orthogonal", config => Config.Make<Orthogonal>(config)),
        ("orthogonal_initializer", config => Config.Make<Orthogonal>(config)),
        ("random_normal", config => Config.Make<RandomNormal>(config)),
        ("random_uniform", config => Config.Make<RandomUniform>(config)),
        ("truncated_normal", config => Config.Make<TruncatedNormal>(config)),
        ("uniform", config => Config.Make<RandomUniform>(config)),
        ("variance_scaling", config => Config.Make<VarianceScaling>(config)),
        ("zero", config => Config.Make<Zeros>(config)),
        ("zeros", config => Config.Make<Zeros>(config)));

    /// <summary>Writes the first values of a weight.</summary>
    /// <param name="values">Where they go, in row-major order.</param>
    /// <param name="shape">The weight's shape; the last axis is the output, the one before it the input.</param>
    /// <param name="key">What tells this weight from others: the model's seed, the layer, the weight.</param>
    public abstract void Fill(Span<float> values, Shape shape, ulong key);

    /// <summary>The initializer's settings, in Keras's words.</summary>
    public Config GetConfig()
    {
        var config = new Config();
        WriteConfig(config);
        return config;
    }

    /// <summary>Writes the settings of which <see cref="IFromConfig{TSelf}.FromConfig"/> makes an equal initializer. One without settings has nothing to write.</summary>
    /// <param name="config">Where they go.</param>
    protected virtual void WriteConfig(Config config) { }

    /// <summary>The initializer as files name it: its class beside its settings.</summary>
    internal Config ToObject() => ConfigObject.Of(this, "keras.initializers", GetConfig());

    /// <summary>The initializer of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Initializer(string name) => Known.Find(name);

    /// <summary>The key to draw from: made of the initializer's own seed if it has one, so that it repeats itself, else the weight's.</summary>
    private protected static ulong Choose(int? seed, ulong key) => seed is { } own ? RandomBits.Key((ulong)own) : key;

    /// <summary>A number that was given by a user, checked.</summary>
    private protected static double Finite(string initializer, string argument, double value) =>
        double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{initializer}: {argument} must be a finite number but was {value}."));
}
