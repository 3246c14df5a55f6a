namespace Keratin;

/// <summary>Normal values, cut off at two standard deviations from the mean.</summary>
public sealed class TruncatedNormal : Initializer, IFromConfig<TruncatedNormal>
{
    private readonly double _mean;
    private readonly double _stddev;
    private readonly int? _seed;

    /// <summary>Makes an initializer with Keras's defaults.</summary>
    /// <param name="mean">The mean. Default: 0.</param>
    /// <param name="stddev">The standard deviation before the cut, not negative. Default: 0.05.</param>
    /// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative, or a number is not finite.</exception>
    public TruncatedNormal(double mean = 0, double stddev = 0.05, int? seed = null)
    {
        _mean = Finite(nameof(TruncatedNormal), nameof(mean), mean);
        _stddev = Finite(nameof(TruncatedNormal), nameof(stddev), stddev);
        if (stddev < 0) throw new ArgumentOutOfRangeException(nameof(stddev), FormattableString.Invariant($"{nameof(TruncatedNormal)}: stddev must not be negative but was {stddev}."));
        _seed = seed;
    }

    static TruncatedNormal IFromConfig<TruncatedNormal>.FromConfig(Config config) => new(config.GetDouble("mean", 0), config.GetDouble("stddev", 0.05), config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => NormalDistribution.FillTruncated(values, _mean, _stddev, Choose(_seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("seed", _seed);
        config.Set("mean", _mean);
        config.Set("stddev", _stddev);
    }
}
