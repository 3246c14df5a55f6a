using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary><see cref="SGD"/> without momentum. No slots.</summary>
internal struct SGDRule : IUpdateRule
{
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 0;

    /// <inheritdoc/>
    public static bool RestsAtZero => true;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> unused0, ref Vector512<float> unused1, ref Vector512<float> unused2, Vector512<float> gradient) =>
        weight = Vector512.FusedMultiplyAdd(Vector512.Create(-_rate), gradient, weight);

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double unused0, ref double unused1, ref double unused2, double gradient) =>
        weight -= _rate * gradient;
}
