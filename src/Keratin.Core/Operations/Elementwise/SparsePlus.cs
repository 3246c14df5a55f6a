using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>0 up to −1, (x + 1)² / 4 between −1 and 1, x from 1 on.</summary>
public sealed class SparsePlus() : UnaryOperation<SparsePlus.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Multiply(), gradient, new Node(new Ramp(0.5f, 0.5f, 0, 1), output.Inputs[0]))];

    /// <summary>0 up to −1, (x + 1)² / 4 between −1 and 1, x from 1 on.</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> half = Vector512.FusedMultiplyAdd(x, Vector512.Create(0.5f), Vector512.Create(0.5f));
            Vector512<float> above = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.One), half * half, x);
            return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, -Vector512<float>.One), Vector512<float>.Zero, above);
        }

        /// <inheritdoc/>
        public double Apply(double x) => x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x;
    }
}
