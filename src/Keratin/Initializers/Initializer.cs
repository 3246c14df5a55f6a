using Keratin.Core;

namespace Keratin;

/// <summary>
/// Gives a weight its first values. They are a function of a key alone, so a model of the same seed starts the same on
/// every machine. By name: glorot_uniform, glorot_normal, he_uniform, he_normal, zeros, ones.
/// </summary>
public abstract class Initializer
{
    private static readonly NameTable<Initializer> Known = new("initializer",
        ("glorot_normal", _ => new GlorotNormal()),
        ("glorot_uniform", _ => new GlorotUniform()),
        ("he_normal", _ => new HeNormal()),
        ("he_uniform", _ => new HeUniform()),
        ("ones", _ => new Ones()),
        ("zeros", _ => new Zeros()));

    /// <summary>Writes the first values of a weight.</summary>
    /// <param name="values">Where they go, in row-major order.</param>
    /// <param name="shape">The weight's shape; the last axis is the output, the one before it the input.</param>
    /// <param name="key">What tells this weight from others: the model's seed, the layer, the weight.</param>
    public abstract void Fill(Span<float> values, Shape shape, ulong key);

    /// <summary>The initializer of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Initializer(string name) => Known.Find(name);

    /// <summary>The key to draw from: made of the initializer's own seed if it has one, so that it repeats itself, else the weight's.</summary>
    private protected static ulong Choose(int? seed, ulong key) => seed is { } own ? RandomBits.Key((ulong)own) : key;
}
