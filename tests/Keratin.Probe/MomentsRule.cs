using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin.Probe;

/// <summary>A rule with all three slots that also looks at the iteration, in the manner of Adam with AMSGrad.</summary>
internal struct MomentsRule : IUpdateRule
{
    private const float First = 0.9f;
    private const float Second = 0.99f;
    private const float Epsilon = 1e-6f;

    private float _rate;

    public static int Slots => 3;

    public void Begin(double learningRate, long iteration) =>
        _rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(Second, iteration + 1)) / (1 - Math.Pow(First, iteration + 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2, Vector512<float> gradient)
    {
        slot0 = Vector512.FusedMultiplyAdd(Vector512.Create(1 - First), gradient - slot0, slot0);
        slot1 = Vector512.FusedMultiplyAdd(Vector512.Create(1 - Second), gradient * gradient - slot1, slot1);
        slot2 = Vector512.ConditionalSelect(Vector512.GreaterThan(slot1, slot2), slot1, slot2);
        weight -= Vector512.Create(_rate) * slot0 / (Vector512.Sqrt(slot2) + Vector512.Create(Epsilon));
    }

    public readonly void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, double gradient)
    {
        slot0 += (1 - First) * (gradient - slot0);
        slot1 += (1 - Second) * (gradient * gradient - slot1);
        slot2 = slot1 > slot2 ? slot1 : slot2;
        weight -= _rate * slot0 / (Math.Sqrt(slot2) + Epsilon);
    }
}
