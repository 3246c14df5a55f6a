using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

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
