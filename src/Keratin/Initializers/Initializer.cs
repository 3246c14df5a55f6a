using Keratin.Core;

namespace Keratin;

/// <summary>
/// Gives a weight its first values. They are a function of a key alone, so a model of the same seed starts the same on
/// every machine. By name in Keras's spelling, with its defaults: <c>he_normal</c>, <c>orthogonal</c>, <c>zeros</c>.
/// </summary>
public abstract class Initializer
{
    internal static NameTable<Initializer> Known { get; } = new("initializer",
        ("constant", Config.Make<Constant>),
        ("glorot_normal", Config.Make<GlorotNormal>),
        ("glorot_uniform", Config.Make<GlorotUniform>),
        ("he_normal", Config.Make<HeNormal>),
        ("he_uniform", Config.Make<HeUniform>),
        ("identity", Config.Make<Identity>),
        ("identity_initializer", Config.Make<Identity>),
        ("lecun_normal", Config.Make<LecunNormal>),
        ("lecun_uniform", Config.Make<LecunUniform>),
        ("normal", Config.Make<RandomNormal>),
        ("one", Config.Make<Ones>),
        ("ones", Config.Make<Ones>),
        ("orthogonal", Config.Make<Orthogonal>),
        ("orthogonal_initializer", Config.Make<Orthogonal>),
        ("random_normal", Config.Make<RandomNormal>),
        ("random_uniform", Config.Make<RandomUniform>),
        ("truncated_normal", Config.Make<TruncatedNormal>),
        ("uniform", Config.Make<RandomUniform>),
        ("variance_scaling", Config.Make<VarianceScaling>),
        ("zero", Config.Make<Zeros>),
        ("zeros", Config.Make<Zeros>));

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
