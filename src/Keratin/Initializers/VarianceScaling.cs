using Keratin.Core;

namespace Keratin;

/// <summary>
/// Random values whose variance is scale / max(1, fan), so that signals keep their size from layer to layer. The Glorot,
/// He and Lecun initializers are special cases of it.
/// </summary>
public sealed class VarianceScaling : Initializer, IFromConfig<VarianceScaling>
{
    // The standard deviation of a standard normal variable that is cut off at −2 and 2.
    private const double TruncatedDeviation = 0.87962566103423978;

    private readonly double _scale;
    private readonly string _mode;
    private readonly string _distribution;
    private readonly int? _seed;

    /// <summary>Makes an initializer with Keras's defaults.</summary>
    /// <param name="scale">What the variance is multiplied by, positive. Default: 1.</param>
    /// <param name="mode">The fan: <c>fan_in</c> (the default), <c>fan_out</c> or <c>fan_avg</c>, their mean.</param>
    /// <param name="distribution"><c>truncated_normal</c> (the default; <c>normal</c> means the same), cut off at two standard deviations, <c>untruncated_normal</c> or <c>uniform</c>.</param>
    /// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
    /// <exception cref="ArgumentException">The scale is not positive, or a word is not known.</exception>
    public VarianceScaling(double scale = 1, string mode = "fan_in", string distribution = "truncated_normal", int? seed = null)
    {
        if (!(scale > 0 && double.IsFinite(scale))) throw new ArgumentOutOfRangeException(nameof(scale), FormattableString.Invariant($"VarianceScaling: scale must be positive but was {scale}."));
        if (mode is not ("fan_in" or "fan_out" or "fan_avg")) throw new ArgumentException($"VarianceScaling: mode must be \"fan_in\", \"fan_out\" or \"fan_avg\" but was \"{mode}\".", nameof(mode));
        if (distribution is not ("truncated_normal" or "normal" or "untruncated_normal" or "uniform"))
            throw new ArgumentException($"VarianceScaling: distribution must be \"truncated_normal\", \"untruncated_normal\" or \"uniform\" but was \"{distribution}\".", nameof(distribution));
        (_scale, _mode, _distribution, _seed) = (scale, mode, distribution == "normal" ? "truncated_normal" : distribution, seed);
    }

    static VarianceScaling IFromConfig<VarianceScaling>.FromConfig(Config config) => new(config.GetDouble("scale", 1), config.GetString("mode", "fan_in"),
        config.GetString("distribution", "truncated_normal"), config.GetSeed());

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key)
    {
        var fans = Fans.Of(shape);
        double fan = _mode switch { "fan_in" => fans.Input, "fan_out" => fans.Output, _ => fans.Average };
        key = Choose(_seed, key);
        switch (_distribution)
        {
            case "uniform": FillUniform(values, _scale, fan, key); break;
            case "untruncated_normal": NormalDistribution.Fill(values, 0, Deviation(_scale, fan), key); break;
            default: FillTruncatedNormal(values, _scale, fan, key); break;
        }
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("seed", _seed);
        config.Set("scale", _scale);
        config.Set("mode", _mode);
        config.Set("distribution", _distribution);
    }

    /// <summary>Uniform between −√(3·variance) and √(3·variance).</summary>
    internal static void FillUniform(Span<float> values, double scale, double fan, ulong key) =>
        RandomBits.FillUniform(key, values, Math.Sqrt(3) * Deviation(scale, fan));

    /// <summary>Normal, cut off at two standard deviations before it is stretched to the variance.</summary>
    internal static void FillTruncatedNormal(Span<float> values, double scale, double fan, ulong key) =>
        NormalDistribution.FillTruncated(values, 0, Deviation(scale, fan) / TruncatedDeviation, key);

    private static double Deviation(double scale, double fan) => Math.Sqrt(scale / Math.Max(1, fan));
}
