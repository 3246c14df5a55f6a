using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>The smallest whole number that is not below x. No gradient flows.</summary>
public sealed class Ceiling() : UnaryOperation<Ceiling.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null];

    /// <summary>⌈x⌉</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => Vector512.Ceiling(x);

        /// <inheritdoc/>
        public double Apply(double x) => Math.Ceiling(x);
    }
}
