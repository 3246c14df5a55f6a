namespace Keratin;

/// <summary>
/// Normal with the variance 2 / fan in, cut off at two standard deviations, made for relu (He et al. 2015).
/// </summary>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
public sealed class HeNormal(int? seed = null) : Initializer, IFromConfig<HeNormal>
{
    static HeNormal IFromConfig<HeNormal>.FromConfig(Config config) => new(config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) =>
        VarianceScaling.FillTruncatedNormal(values, 2, Fans.Of(shape).Input, Choose(seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("seed", seed);
}
