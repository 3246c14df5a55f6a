using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

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
