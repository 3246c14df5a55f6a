using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>1 where x &gt; y, else 0</summary>
public sealed class Greater() : BinaryOperation<Greater.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [null, null];

    /// <summary>1 where x &gt; y, else 0</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x, Vector512<float> y) => Vector512.ConditionalSelect(Vector512.GreaterThan(x, y), Vector512<float>.One, Vector512<float>.Zero);

        /// <inheritdoc/>
        public double Apply(double x, double y) => x > y ? 1 : 0;
    }
}
