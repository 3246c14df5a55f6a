using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>l1·sign(x) + 2·l2·x: the slope of <see cref="Penalty"/>.</summary>
/// <param name="l1">What a size costs.</param>
/// <param name="l2">What a square costs.</param>
public sealed class PenaltySlope(float l1, float l2) : UnaryOperation<PenaltySlope.Function>(new Function(l1, l2))
{
    /// <summary>What a size costs.</summary>
    public float L1 => l1;

    /// <summary>What a square costs.</summary>
    public float L2 => l2;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"PenaltySlope[{l1}, {l2}]");

    /// <summary>2·l2·g</summary>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Scale(2 * l2), gradient)];

    /// <summary>l1·sign(x) + 2·l2·x</summary>
    public readonly struct Function(float l1, float l2) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> up = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512.Create(l1), Vector512<float>.Zero);
            Vector512<float> sign = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(-l1), up);
            return Vector512.FusedMultiplyAdd(Vector512.Create(2 * l2), x, sign);
        }

        /// <inheritdoc/>
        public double Apply(double x) => l1 * (x > 0 ? 1 : x < 0 ? -1 : 0) + 2.0 * l2 * x;
    }
}
