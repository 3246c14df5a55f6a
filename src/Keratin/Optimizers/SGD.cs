using Keratin.Core;

namespace Keratin;

/// <summary>
/// Gradient descent: w ← w − lr·g. With momentum, m ← μ·m − lr·g and w ← w + m; in Nesterov's form
/// w ← w + μ·m − lr·g with the new m. The learning rate is inside m, as in Keras.
/// </summary>
public sealed class SGD : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.01.</param>
    /// <param name="momentum">How much of the last step is made again, from 0 to 1. Default: 0.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's. Default: no; without momentum it makes no difference.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SGD(double learningRate = 0.01, double momentum = 0, bool nesterov = false)
        : base("sgd", learningRate)
    {
        _momentum = Share(momentum, Name, nameof(momentum), includeOne: true);
        _nesterov = nesterov;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => _momentum > 0 ? ["momentum"] : [];

    /// <inheritdoc/>
    protected override UpdateOperation Rule =>
        _momentum == 0 ? new Update<SGDRule>(default)
        : _nesterov ? new Update<SGDNesterovRule>(new SGDNesterovRule(_momentum))
        : new Update<SGDMomentumRule>(new SGDMomentumRule(_momentum));
}
