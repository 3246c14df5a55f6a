namespace Keratin;

/// <summary>
/// Uniform between −√(6 / fan in) and √(6 / fan in), made for relu (He et al. 2015).
/// </summary>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
public sealed class HeUniform(int? seed = null) : Initializer, IFromConfig<HeUniform>
{
    static HeUniform IFromConfig<HeUniform>.FromConfig(Config config) => new(config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) =>
        VarianceScaling.FillUniform(values, 2, Fans.Of(shape).Input, Choose(seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("seed", seed);
}
