using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>−1 below zero, 1 above, 0 at zero.</summary>
public sealed class Sign() : UnaryOperation<Sign.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null];

    /// <summary>−1 below zero, 1 above, 0 at zero.</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One,
            Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), -Vector512<float>.One, x));

        /// <inheritdoc/>
        public double Apply(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
    }
}
