using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
public sealed class RMSprop : Optimizer, IFromConfig<RMSprop>
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

    static RMSprop IFromConfig<RMSprop>.FromConfig(Config config) => new(rho: config.GetDouble("rho", 0.9),
        momentum: config.GetDouble("momentum", 0), epsilon: config.GetDouble("epsilon", 1e-7), centered: config.GetBool("centered", false));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("rho", _rho);
        config.Set("momentum", _momentum);
        config.Set("epsilon", _epsilon);
        config.Set("centered", _centered);
    }
}

/// <summary><see cref="RMSprop"/> in its plain form. Slot: v.</summary>
internal struct RMSpropRule(double rho, double epsilon) : IUpdateRule
{
    private readonly float _rho = (float)rho;
    private readonly float _rest = (float)(1 - rho);
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 1;

    /// <inheritdoc/>
    public static bool RestsAtZero => true;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> velocity, ref Vector512<float> unused0, ref Vector512<float> unused1, Vector512<float> gradient)
    {
        velocity = Vector512.FusedMultiplyAdd(Vector512.Create(_rho), velocity, Vector512.Create(_rest) * (gradient * gradient));
        weight -= Vector512.Create(_rate) * gradient / Vector512.Sqrt(velocity + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Rest(ref Vector512<float> velocity, ref Vector512<float> unused0, ref Vector512<float> unused1) =>
        velocity = Vector512.Create(_rho) * velocity;

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double velocity, ref double unused0, ref double unused1, double gradient)
    {
        velocity = _rho * velocity + _rest * gradient * gradient;
        weight -= _rate * gradient / Math.Sqrt(velocity + _epsilon);
    }
}

/// <summary><see cref="RMSprop"/> with momentum. Slots: v, m.</summary>
internal struct RMSpropMomentumRule(double rho, double momentum, double epsilon) : IUpdateRule
{
    private readonly float _rho = (float)rho;
    private readonly float _rest = (float)(1 - rho);
    private readonly float _epsilon = (float)epsilon;
    private readonly float _momentum = (float)momentum;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> velocity, ref Vector512<float> moment, ref Vector512<float> unused, Vector512<float> gradient)
    {
        velocity = Vector512.FusedMultiplyAdd(Vector512.Create(_rho), velocity, Vector512.Create(_rest) * (gradient * gradient));
        Vector512<float> step = Vector512.Create(_rate) * gradient / Vector512.Sqrt(velocity + Vector512.Create(_epsilon));
        moment = Vector512.FusedMultiplyAdd(Vector512.Create(_momentum), moment, step);
        weight -= moment;
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double velocity, ref double moment, ref double unused, double gradient)
    {
        velocity = _rho * velocity + _rest * gradient * gradient;
        moment = _momentum * moment + _rate * gradient / Math.Sqrt(velocity + _epsilon);
        weight -= moment;
    }
}

/// <summary><see cref="RMSprop"/>, centered. Slots: v, a.</summary>
internal struct RMSpropCenteredRule(double rho, double epsilon) : IUpdateRule
{
    private readonly float _rho = (float)rho;
    private readonly float _rest = (float)(1 - rho);
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public static bool RestsAtZero => true;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> velocity, ref Vector512<float> average, ref Vector512<float> unused, Vector512<float> gradient)
    {
        velocity = Vector512.FusedMultiplyAdd(Vector512.Create(_rho), velocity, Vector512.Create(_rest) * (gradient * gradient));
        average = Vector512.FusedMultiplyAdd(Vector512.Create(_rho), average, Vector512.Create(_rest) * gradient);
        // Rounding can make the variance of a constant gradient negative, which Keras would turn into NaN.
        Vector512<float> variance = Vector512.FusedMultiplyAdd(-average, average, velocity);
        variance = Vector512.ConditionalSelect(Vector512.LessThan(variance, Vector512<float>.Zero), Vector512<float>.Zero, variance);
        weight -= Vector512.Create(_rate) * gradient / Vector512.Sqrt(variance + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Rest(ref Vector512<float> velocity, ref Vector512<float> average, ref Vector512<float> unused)
    {
        velocity = Vector512.Create(_rho) * velocity;
        average = Vector512.Create(_rho) * average;
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double velocity, ref double average, ref double unused, double gradient)
    {
        velocity = _rho * velocity + _rest * gradient * gradient;
        average = _rho * average + _rest * gradient;
        double variance = Math.Max(0, velocity - average * average);
        weight -= _rate * gradient / Math.Sqrt(variance + _epsilon);
    }
}

/// <summary><see cref="RMSprop"/>, centered and with momentum. Slots: v, m, a.</summary>
internal struct RMSpropCenteredMomentumRule(double rho, double momentum, double epsilon) : IUpdateRule
{
    private readonly float _rho = (float)rho;
    private readonly float _rest = (float)(1 - rho);
    private readonly float _epsilon = (float)epsilon;
    private readonly float _momentum = (float)momentum;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 3;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> velocity, ref Vector512<float> moment, ref Vector512<float> average, Vector512<float> gradient)
    {
        velocity = Vector512.FusedMultiplyAdd(Vector512.Create(_rho), velocity, Vector512.Create(_rest) * (gradient * gradient));
        average = Vector512.FusedMultiplyAdd(Vector512.Create(_rho), average, Vector512.Create(_rest) * gradient);
        // Rounding can make the variance of a constant gradient negative, which Keras would turn into NaN.
        Vector512<float> variance = Vector512.FusedMultiplyAdd(-average, average, velocity);
        variance = Vector512.ConditionalSelect(Vector512.LessThan(variance, Vector512<float>.Zero), Vector512<float>.Zero, variance);
        Vector512<float> step = Vector512.Create(_rate) * gradient / Vector512.Sqrt(variance + Vector512.Create(_epsilon));
        moment = Vector512.FusedMultiplyAdd(Vector512.Create(_momentum), moment, step);
        weight -= moment;
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double velocity, ref double moment, ref double average, double gradient)
    {
        velocity = _rho * velocity + _rest * gradient * gradient;
        average = _rho * average + _rest * gradient;
        double variance = Math.Max(0, velocity - average * average);
        moment = _momentum * moment + _rate * gradient / Math.Sqrt(variance + _epsilon);
        weight -= moment;
    }
}
