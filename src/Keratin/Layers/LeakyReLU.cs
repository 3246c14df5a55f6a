using Keratin.Core;

namespace Keratin;

/// <summary>x where it is positive, else negativeSlope · x. Any shape; no weights.</summary>
/// <param name="negativeSlope">The slope below 0. Default: 0.3 (0.2 by the name <c>"leaky_relu"</c>: so it is in Keras).</param>
/// <param name="name">The layer's name; default: <c>leaky_re_lu</c>, <c>leaky_re_lu_1</c>, …</param>
/// <exception cref="ArgumentOutOfRangeException">The slope is negative or not finite.</exception>
public sealed class LeakyReLU(double negativeSlope = 0.3, string? name = null) : Layer(name), IFromConfig<LeakyReLU>
{
    private readonly double _negativeSlope = negativeSlope;
    private readonly ActivationFunction _function = Activations.LeakyRelu(negativeSlope);

    static LeakyReLU IFromConfig<LeakyReLU>.FromConfig(Config config) => new(config.GetDouble("negative_slope", 0.3), config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => _function.Apply(x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("negative_slope", _negativeSlope);
}
