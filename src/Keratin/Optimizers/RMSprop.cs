using Keratin.Core;

namespace Keratin;

/// <summary>
/// Divides each gradient by a running root mean square of its own:
/// v ← ρ·v + (1 − ρ)·g², w ← w − lr·g / √(v + ε). Epsilon is inside the root, as in Keras. (Hinton 2012.)
/// </summary>
/// <remarks>
/// Centered, the mean a ← ρ·a + (1 − ρ)·g is taken out: √(v − a² + ε). With momentum, m ← μ·m + lr·g / √… and
/// w ← w − m.
/// </remarks>
public sealed class RMSprop : Optimizer
{
    private readonly double _rho;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly bool _centered;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.001.</param>
    /// <param name="rho">How much of the running mean a step keeps, from 0 to below 1. Default: 0.9.</param>
    /// <param name="momentum">How much of the last step is made again, from 0 to 1. Default: 0.</param>
    /// <param name="epsilon">What keeps the root from zero. Default: 1e-7.</param>
    /// <param name="centered">Whether the running variance is used instead of the mean square. Default: no.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public RMSprop(double learningRate = 0.001, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false)
        : base("rmsprop", learningRate)
    {
        _rho = Share(rho, Name, nameof(rho));
        _momentum = Share(momentum, Name, nameof(momentum), includeOne: true);
        _epsilon = Positive(epsilon, Name, nameof(epsilon));
        _centered = centered;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => (_momentum > 0, _centered) switch
    {
        (false, false) => ["velocity"],
        (true, false) => ["velocity", "momentum"],
        (false, true) => ["velocity", "average_gradient"],
        (true, true) => ["velocity", "momentum", "average_gradient"],
    };

    /// <inheritdoc/>
    protected override UpdateOperation Rule => (_momentum > 0, _centered) switch
    {
        (false, false) => new Update<RMSpropRule>(new RMSpropRule(_rho, _epsilon)),
        (true, false) => new Update<RMSpropMomentumRule>(new RMSpropMomentumRule(_rho, _momentum, _epsilon)),
        (false, true) => new Update<RMSpropCenteredRule>(new RMSpropCenteredRule(_rho, _epsilon)),
        (true, true) => new Update<RMSpropCenteredMomentumRule>(new RMSpropCenteredMomentumRule(_rho, _momentum, _epsilon)),
    };
}
