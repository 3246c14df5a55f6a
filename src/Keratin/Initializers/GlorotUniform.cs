namespace Keratin;

/// <summary>
/// Uniform between −√(6 / (fan in + fan out)) and √(6 / (fan in + fan out)): Keras's default for kernels (Glorot and Bengio 2010).
/// </summary>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
public sealed class GlorotUniform(int? seed = null) : Initializer, IFromConfig<GlorotUniform>
{
    static GlorotUniform IFromConfig<GlorotUniform>.FromConfig(Config config) => new(config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) =>
        VarianceScaling.FillUniform(values, 1, Fans.Of(shape).Average, Choose(seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("seed", seed);
}
