using Keratin.Core;

namespace Keratin;

/// <summary>x where it is positive, else alpha · (e^x − 1). Any shape; no weights.</summary>
/// <param name="alpha">How deep the curve goes below 0. Default: 1.</param>
/// <param name="name">The layer's name; default: <c>elu</c>, <c>elu_1</c>, …</param>
/// <exception cref="ArgumentOutOfRangeException">Alpha is negative or not finite.</exception>
public sealed class ELU(double alpha = 1, string? name = null) : Layer(name), IFromConfig<ELU>
{
    private readonly double _alpha = alpha;
    private readonly ActivationFunction _function = Activations.Elu(alpha);

    static ELU IFromConfig<ELU>.FromConfig(Config config) => new(config.GetDouble("alpha", 1), config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => _function.Apply(x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("alpha", _alpha);
}
