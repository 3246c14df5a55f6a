using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>g + l1·sign(w) + 2·l2·w: a gradient with the slope of a <see cref="Penalty"/>. Made by fusion, so that it has no gradient of its own.</summary>
/// <param name="l1">What a size costs.</param>
/// <param name="l2">What a square costs.</param>
public sealed class AddPenaltySlope(float l1, float l2) : BinaryOperation<AddPenaltySlope.Function>(new Function(new PenaltySlope.Function(l1, l2)))
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"AddPenaltySlope[{l1}, {l2}]");

    /// <summary>g + l1·sign(w) + 2·l2·w</summary>
    public readonly struct Function(PenaltySlope.Function slope) : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> weight) => gradient + slope.Apply(weight);

        /// <inheritdoc/>
        public double Apply(double gradient, double weight) => gradient + slope.Apply(weight);
    }
}
