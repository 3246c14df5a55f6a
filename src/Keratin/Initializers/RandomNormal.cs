namespace Keratin;

/// <summary>Normal values.</summary>
public sealed class RandomNormal : Initializer, IFromConfig<RandomNormal>
{
    private readonly double _mean;
    private readonly double _stddev;
    private readonly int? _seed;

    /// <summary>Makes an initializer with Keras's defaults.</summary>
    /// <param name="mean">The mean. Default: 0.</param>
    /// <param name="stddev">The standard deviation, not negative. Default: 0.05.</param>
    /// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative, or a number is not finite.</exception>
    public RandomNormal(double mean = 0, double stddev = 0.05, int? seed = null)
    {
        _mean = Finite(nameof(RandomNormal), nameof(mean), mean);
        _stddev = Finite(nameof(RandomNormal), nameof(stddev), stddev);
        if (stddev < 0) throw new ArgumentOutOfRangeException(nameof(stddev), FormattableString.Invariant($"{nameof(RandomNormal)}: stddev must not be negative but was {stddev}."));
        _seed = seed;
    }

    static RandomNormal IFromConfig<RandomNormal>.FromConfig(Config config) => new(config.GetDouble("mean", 0), config.GetDouble("stddev", 0.05), config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => NormalDistribution.Fill(values, _mean, _stddev, Choose(_seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("seed", _seed);
        config.Set("mean", _mean);
        config.Set("stddev", _stddev);
    }
}
