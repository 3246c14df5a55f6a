using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary><see cref="Adam"/>. Slots: m, v.</summary>
internal struct AdamRule(double beta1, double beta2, double epsilon) : IUpdateRule
{
    private readonly float _rest1 = (float)(1 - beta1);
    private readonly float _rest2 = (float)(1 - beta2);
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) =>
        _rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(beta2, iteration + 1)) / (1 - Math.Pow(beta1, iteration + 1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> mean, ref Vector512<float> square, ref Vector512<float> unused, Vector512<float> gradient)
    {
        mean = Vector512.FusedMultiplyAdd(gradient - mean, Vector512.Create(_rest1), mean);
        square = Vector512.FusedMultiplyAdd(gradient * gradient - square, Vector512.Create(_rest2), square);
        weight -= Vector512.Create(_rate) * mean / (Vector512.Sqrt(square) + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double mean, ref double square, ref double unused, double gradient)
    {
        mean += (gradient - mean) * _rest1;
        square += (gradient * gradient - square) * _rest2;
        weight -= _rate * mean / (Math.Sqrt(square) + _epsilon);
    }
}
