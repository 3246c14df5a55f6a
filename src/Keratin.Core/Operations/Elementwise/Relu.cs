using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>max(x, 0); NaN stays NaN.</summary>
public sealed class Relu() : UnaryOperation<Relu.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output)];

    /// <summary>max(x, 0); NaN stays NaN.</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512<float>.Zero, x);

        /// <inheritdoc/>
        public double Apply(double x) => x < 0 ? 0 : x;
    }

    /// <summary>The gradient where the output y is positive, else 0.</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "ReluGradient";

        /// <summary>The gradient where the output y is positive, else 0.</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y) => Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), gradient, Vector512<float>.Zero);

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => y > 0 ? gradient : 0;
        }
    }
}
