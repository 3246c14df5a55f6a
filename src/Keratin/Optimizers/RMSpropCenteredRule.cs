using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

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
