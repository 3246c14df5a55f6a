using Keratin.Core;

namespace Keratin;

/// <summary>Uniform values between two limits: Keras's default for embeddings.</summary>
public sealed class RandomUniform : Initializer, IFromConfig<RandomUniform>
{
    private readonly double _minval;
    private readonly double _maxval;
    private readonly int? _seed;

    /// <summary>Makes an initializer with Keras's defaults.</summary>
    /// <param name="minval">The smallest value. Default: −0.05.</param>
    /// <param name="maxval">What no value reaches, at least <paramref name="minval"/>. Default: 0.05.</param>
    /// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limits are in the wrong order, or not finite.</exception>
    public RandomUniform(double minval = -0.05, double maxval = 0.05, int? seed = null)
    {
        _minval = Finite(nameof(RandomUniform), nameof(minval), minval);
        _maxval = Finite(nameof(RandomUniform), nameof(maxval), maxval);
        if (maxval < minval) throw new ArgumentOutOfRangeException(nameof(maxval), FormattableString.Invariant($"{nameof(RandomUniform)}: maxval must be at least minval, {minval}, but was {maxval}."));
        _seed = seed;
    }

    static RandomUniform IFromConfig<RandomUniform>.FromConfig(Config config) => new(config.GetDouble("minval", -0.05), config.GetDouble("maxval", 0.05), config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key)
    {
        RandomBits.FillUniform(Choose(_seed, key), values, (_maxval - _minval) / 2);
        float middle = (float)((_maxval + _minval) / 2);
        if (middle == 0) return;
        for (int i = 0; i < values.Length; i++) values[i] += middle;
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("seed", _seed);
        config.Set("minval", _minval);
        config.Set("maxval", _maxval);
    }
}
