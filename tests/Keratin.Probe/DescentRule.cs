using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin.Probe;

/// <summary>The plainest rule, without slots: w − rate · g.</summary>
internal struct DescentRule : IUpdateRule
{
    private float _rate;

    public static int Slots => 0;

    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2, Vector512<float> gradient) =>
        weight -= Vector512.Create(_rate) * gradient;

    public readonly void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, double gradient) =>
        weight -= _rate * gradient;
}
