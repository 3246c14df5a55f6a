using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary><see cref="Adam"/> with AMSGrad. Slots: m, v, the largest v so far.</summary>
internal struct AdamAmsgradRule(double beta1, double beta2, double epsilon) : IUpdateRule
{
    private readonly float _rest1 = (float)(1 - beta1);
    private readonly float _rest2 = (float)(1 - beta2);
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 3;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) =>
        _rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(beta2, iteration + 1)) / (1 - Math.Pow(beta1, iteration + 1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> mean, ref Vector512<float> square, ref Vector512<float> largest, Vector512<float> gradient)
    {
        mean = Vector512.FusedMultiplyAdd(gradient - mean, Vector512.Create(_rest1), mean);
        square = Vector512.FusedMultiplyAdd(gradient * gradient - square, Vector512.Create(_rest2), square);
        largest = Vector512.ConditionalSelect(Vector512.GreaterThan(square, largest), square, largest);
        weight -= Vector512.Create(_rate) * mean / (Vector512.Sqrt(largest) + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double mean, ref double square, ref double largest, double gradient)
    {
        mean += (gradient - mean) * _rest1;
        square += (gradient * gradient - square) * _rest2;
        largest = Math.Max(largest, square);
        weight -= _rate * mean / (Math.Sqrt(largest) + _epsilon);
    }
}
