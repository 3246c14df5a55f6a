namespace Keratin;

/// <summary>
/// Normal with the variance 2 / (fan in + fan out), cut off at two standard deviations (Glorot and Bengio 2010).
/// </summary>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
public sealed class GlorotNormal(int? seed = null) : Initializer, IFromConfig<GlorotNormal>
{
    static GlorotNormal IFromConfig<GlorotNormal>.FromConfig(Config config) => new(config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) =>
        VarianceScaling.FillTruncatedNormal(values, 1, Fans.Of(shape).Average, Choose(seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("seed", seed);
}
