using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Hyperbolic tangent.</summary>
public sealed class Tanh() : UnaryOperation<Tanh.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output)];

    /// <summary>Hyperbolic tangent.</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => LaneMath.Tanh(x);

        /// <inheritdoc/>
        public double Apply(double x) => Math.Tanh(x);
    }

    /// <summary>g · (1 − y²), with y the output</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "TanhGradient";

        /// <summary>g · (1 − y²), with y the output</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y) => gradient * (Vector512<float>.One - y * y);

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => gradient * (1 - y * y);
        }
    }
}
