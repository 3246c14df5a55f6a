using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x / (1 + |x|)</summary>
public sealed class Softsign() : UnaryOperation<Softsign.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output)];

    /// <summary>x / (1 + |x|)</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => x / (Vector512<float>.One + Vector512.Abs(x));

        /// <inheritdoc/>
        public double Apply(double x) => x / (1 + Math.Abs(x));
    }

    /// <summary>g · (1 − |y|)², with y the output</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "SoftsignGradient";

        /// <summary>g · (1 − |y|)², with y the output</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y)
            {
                Vector512<float> rest = Vector512<float>.One - Vector512.Abs(y);
                return gradient * (rest * rest);
            }

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => gradient * Math.Pow(1 - Math.Abs(y), 2);
        }
    }
}
