namespace Keratin;

/// <summary>Uniform between −√(3 / fan in) and √(3 / fan in) (LeCun et al. 1998).</summary>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
public sealed class LecunUniform(int? seed = null) : Initializer, IFromConfig<LecunUniform>
{
    static LecunUniform IFromConfig<LecunUniform>.FromConfig(Config config) => new(config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) =>
        VarianceScaling.FillUniform(values, 1, Fans.Of(shape).Input, Choose(seed, key));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("seed", seed);
}
