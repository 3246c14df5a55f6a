using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>1 / (1 + e^−x)</summary>
public sealed class Sigmoid() : UnaryOperation<Sigmoid.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output)];

    /// <summary>1 / (1 + e^−x)</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => LaneMath.Sigmoid(x);

        /// <inheritdoc/>
        public double Apply(double x) => 1 / (1 + Math.Exp(-x));
    }

    /// <summary>g · y · (1 − y), with y the output</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "SigmoidGradient";

        /// <summary>g · y · (1 − y), with y the output</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y) => gradient * (y * (Vector512<float>.One - y));

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => gradient * (y * (1 - y));
        }
    }
}
