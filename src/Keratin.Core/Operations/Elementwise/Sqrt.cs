using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>√x; NaN below zero.</summary>
public sealed class Sqrt() : UnaryOperation<Sqrt.Function>(default)
{
    /// <summary>g / (2·√x)</summary>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Divide(), new Node(new Scale(0.5f), gradient), output)];

    /// <summary>√x</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => Vector512.Sqrt(x);

        /// <inheritdoc/>
        public double Apply(double x) => Math.Sqrt(x);
    }
}
