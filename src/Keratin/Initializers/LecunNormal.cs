namespace Keratin;

/// <summary>Normal with the variance 1 / fan in, cut off at two standard deviations: goes with selu (LeCun et al. 1998).</summary>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
public sealed class LecunNormal(int? seed = null) : Initializer, IFromConfig<LecunNormal>
{
    static LecunNormal IFromConfig<LecunNormal>.FromConfig(Config config) => new(config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) =>
        VarianceScaling.FillTruncatedNormal(values, 1, Fans.Of(shape).Input, Choose(seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("seed", seed);
}
