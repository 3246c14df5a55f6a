using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x / (1 + e^−x): x times its sigmoid.</summary>
public sealed class Silu() : UnaryOperation<Silu.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output.Inputs[0])];

    /// <summary>x / (1 + e^−x): x times its sigmoid.</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => x * LaneMath.Sigmoid(x);

        /// <inheritdoc/>
        public double Apply(double x) => x / (1 + Math.Exp(-x));
    }

    /// <summary>g · s · (1 + x · (1 − s)), with s the sigmoid of x</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "SiluGradient";

        /// <summary>g · s · (1 + x · (1 − s)), with s the sigmoid of x</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> x)
            {
                Vector512<float> sigmoid = LaneMath.Sigmoid(x);
                return gradient * (sigmoid * Vector512.FusedMultiplyAdd(x, Vector512<float>.One - sigmoid, Vector512<float>.One));
            }

            /// <inheritdoc/>
            public double Apply(double gradient, double x)
            {
                double sigmoid = 1 / (1 + Math.Exp(-x));
                return gradient * sigmoid * (1 + x * (1 - sigmoid));
            }
        }
    }
}
