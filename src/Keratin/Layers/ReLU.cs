using Keratin.Core;

namespace Keratin;

/// <summary>Keras's relu as a layer: 0 up to a threshold and x above it, with a slope below and a limit above if wanted. Any shape; no weights.</summary>
public sealed class ReLU : Layer, IFromConfig<ReLU>
{
    private readonly double? _maxValue;
    private readonly double _negativeSlope;
    private readonly double _threshold;
    private readonly ActivationFunction _function;

    /// <summary>Makes a layer.</summary>
    /// <param name="maxValue">The largest result. Default: none.</param>
    /// <param name="negativeSlope">Below the threshold the result is this times x − <paramref name="threshold"/>. Default: 0.</param>
    /// <param name="threshold">What x must exceed to be passed on. Default: 0.</param>
    /// <param name="name">The layer's name; default: <c>re_lu</c>, <c>re_lu_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0, string? name = null)
        : base(name)
    {
        if (threshold < 0) throw new ArgumentOutOfRangeException(nameof(threshold), FormattableString.Invariant($"relu: threshold must not be negative but was {threshold}."));
        (_maxValue, _negativeSlope, _threshold) = (maxValue, negativeSlope, threshold);
        _function = Activations.ReluWith(negativeSlope, maxValue, threshold);
    }

    static ReLU IFromConfig<ReLU>.FromConfig(Config config) => new(config.GetOptionalDouble("max_value"), config.GetDouble("negative_slope", 0),
        config.GetDouble("threshold", 0), config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => _function.Apply(x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("max_value", _maxValue);
        config.Set("negative_slope", _negativeSlope);
        config.Set("threshold", _threshold);
    }
}
