using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>The weight becomes the gradient: what an effect reads shows in what it writes.</summary>
internal struct AssignRule : IUpdateRule
{
    public static int Slots => 0;

    public readonly void Begin(double learningRate, long iteration) { }

    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2, Vector512<float> gradient) =>
        weight = gradient;

    public readonly void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, double gradient) => weight = gradient;
}
