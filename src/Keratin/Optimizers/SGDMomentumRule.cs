using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

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
