using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>e^x</summary>
public sealed class Exp() : UnaryOperation<Exp.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Multiply(), gradient, output)];

    /// <summary>e^x</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => LaneMath.Exp(x);

        /// <inheritdoc/>
        public double Apply(double x) => Math.Exp(x);
    }
}
