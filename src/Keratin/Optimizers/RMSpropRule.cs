using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

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
