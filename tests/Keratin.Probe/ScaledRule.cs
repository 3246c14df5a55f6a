using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin.Probe;

/// <summary>A rule with one slot, in the manner of RMSprop: a moving average of g², and w − rate · g / √average.</summary>
internal struct ScaledRule : IUpdateRule
{
    private const float Decay = 0.9f;
    private const float Epsilon = 1e-6f;

    private float _rate;

    public static int Slots => 1;

    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2, Vector512<float> gradient)
    {
        slot0 = Vector512.FusedMultiplyAdd(Vector512.Create(Decay), slot0, Vector512.Create(1 - Decay) * gradient * gradient);
        weight -= Vector512.Create(_rate) * gradient / (Vector512.Sqrt(slot0) + Vector512.Create(Epsilon));
    }

    public readonly void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, double gradient)
    {
        slot0 = Decay * slot0 + (1 - Decay) * gradient * gradient;
        weight -= _rate * gradient / (Math.Sqrt(slot0) + Epsilon);
    }
}
