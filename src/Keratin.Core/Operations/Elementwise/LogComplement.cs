using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>log(1 − x²), computed from (1 − x)·(1 + x), so that nothing is lost near ±1. No gradient flows.</summary>
public sealed class LogComplement() : UnaryOperation<LogComplement.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null];

    /// <summary>log(1 − x²)</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => LaneMath.Log((Vector512<float>.One - x) * (Vector512<float>.One + x));

        /// <inheritdoc/>
        public double Apply(double x) => Math.Log((1 - x) * (1 + x));
    }
}
