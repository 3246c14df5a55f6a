using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Gradient descent: w ← w − lr·g. With momentum, m ← μ·m − lr·g and w ← w + m; in Nesterov's form
/// w ← w + μ·m − lr·g with the new m. The learning rate is inside m, as in Keras.
/// </summary>
public sealed class SGD : Optimizer, IFromConfig<SGD>
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

    static SGD IFromConfig<SGD>.FromConfig(Config config) => new(momentum: config.GetDouble("momentum", 0), nesterov: config.GetBool("nesterov", false));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("momentum", _momentum);
        config.Set("nesterov", _nesterov);
    }
}

/// <summary><see cref="SGD"/> without momentum. No slots.</summary>
internal struct SGDRule : IUpdateRule
{
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 0;

    /// <inheritdoc/>
    public static bool RestsAtZero => true;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> unused0, ref Vector512<float> unused1, ref Vector512<float> unused2, Vector512<float> gradient) =>
        weight = Vector512.FusedMultiplyAdd(Vector512.Create(-_rate), gradient, weight);

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double unused0, ref double unused1, ref double unused2, double gradient) =>
        weight -= _rate * gradient;
}

/// <summary><see cref="SGD"/> with momentum. Slot: m.</summary>
internal struct SGDMomentumRule(double momentum) : IUpdateRule
{
    private readonly float _momentum = (float)momentum;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 1;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> moment, ref Vector512<float> unused0, ref Vector512<float> unused1, Vector512<float> gradient)
    {
        moment = Vector512.FusedMultiplyAdd(Vector512.Create(_momentum), moment, Vector512.Create(-_rate) * gradient);
        weight += moment;
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double moment, ref double unused0, ref double unused1, double gradient)
    {
        moment = _momentum * moment - _rate * gradient;
        weight += moment;
    }
}

/// <summary><see cref="SGD"/> with Nesterov momentum. Slot: m.</summary>
internal struct SGDNesterovRule(double momentum) : IUpdateRule
{
    private readonly float _momentum = (float)momentum;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 1;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> moment, ref Vector512<float> unused0, ref Vector512<float> unused1, Vector512<float> gradient)
    {
        Vector512<float> step = Vector512.Create(-_rate) * gradient;
        moment = Vector512.FusedMultiplyAdd(Vector512.Create(_momentum), moment, step);
        weight += Vector512.FusedMultiplyAdd(Vector512.Create(_momentum), moment, step);
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double moment, ref double unused0, ref double unused1, double gradient)
    {
        moment = _momentum * moment - _rate * gradient;
        weight += _momentum * moment - _rate * gradient;
    }
}
