using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>log(1 + e^x), computed as max(x, 0) + log(1 + e^−|x|), so that nothing overflows.</summary>
public sealed class Softplus() : UnaryOperation<Softplus.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output)];

    /// <summary>log(1 + e^x)</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => LaneMath.Softplus(x);

        /// <inheritdoc/>
        public double Apply(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
    }

    /// <summary>g · (1 − e^−y), with y the output: the sigmoid of the input.</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "SoftplusGradient";

        /// <summary>g · (1 − e^−y), with y the output: the sigmoid of the input.</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y) => gradient * -LaneMath.ExpMinusOne(-y);

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => gradient * (1 - Math.Exp(-y));
        }
    }
}
