using Keratin.Core;

namespace Keratin;

/// <summary>
/// Gives a weight its first values. They are a function of a key alone, so a model of the same seed starts the same on
/// every machine. By name in Keras's spelling, with its defaults: <c>he_normal</c>, <c>orthogonal</c>, <c>zeros</c>.
/// </summary>
public abstract class Initializer
{
    internal static NameTable<Initializer> Known { get; } = new("initializer",
        ("constant", _ => new Constant()),
        ("glorot_normal", _ => new GlorotNormal()),
        ("glorot_uniform", Config.Make<GlorotUniform>),
        ("he_normal", _ => new HeNormal()),
        ("he_uniform", _ => new HeUniform()),
        ("identity", _ => new Identity()),
        ("lecun_normal", _ => new LecunNormal()),
        ("lecun_uniform", _ => new LecunUniform()),
        ("normal", _ => new RandomNormal()),
        ("one", _ => new Ones()),
        ("ones", _ => new Ones()),
        ("orthogonal", _ => new Orthogonal()),
        ("random_normal", _ => new RandomNormal()),
        ("random_uniform", _ => new RandomUniform()),
        ("truncated_normal", _ => new TruncatedNormal()),
        ("uniform", _ => new RandomUniform()),
        ("variance_scaling", _ => new VarianceScaling()),
        ("zero", _ => new Zeros()),
        ("zeros", _ => new Zeros()));

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
