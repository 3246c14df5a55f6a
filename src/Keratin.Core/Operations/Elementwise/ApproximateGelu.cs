using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x · (1 + tanh u) / 2 with u = √(2/π) · (x + 0.044715 · x³): close to <see cref="Gelu"/>. Computed as x times the sigmoid of 2u.</summary>
public sealed class ApproximateGelu() : UnaryOperation<ApproximateGelu.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output.Inputs[0])];

    /// <summary>x · (1 + tanh u) / 2</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => x * LaneMath.Sigmoid(Twice(x));

        /// <inheritdoc/>
        public double Apply(double x) => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
    }

    /// <summary>g · (s + x · s · (1 − s) · 2u′), with s the sigmoid of 2u</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "ApproximateGeluGradient";

        /// <summary>g · (s + x · s · (1 − s) · 2u′), with s the sigmoid of 2u</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> x)
            {
                Vector512<float> sigmoid = LaneMath.Sigmoid(Twice(x));
                Vector512<float> slope = Vector512.FusedMultiplyAdd(Vector512.Create(0.214064449f), x * x, Vector512.Create(1.59576912f));
                return gradient * (sigmoid * Vector512.FusedMultiplyAdd(x * (Vector512<float>.One - sigmoid), slope, Vector512<float>.One));
            }

            /// <inheritdoc/>
            public double Apply(double gradient, double x)
            {
                double root = Math.Sqrt(2 / Math.PI), tanh = Math.Tanh(root * (x + 0.044715 * x * x * x));
                return gradient * ((1 + tanh) / 2 + x / 2 * (1 - tanh * tanh) * root * (1 + 3 * 0.044715 * x * x));
            }
        }
    }

    // 2u = √(8/π) · (x + 0.044715 · x³)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Twice(Vector512<float> x) =>
        x * Vector512.FusedMultiplyAdd(Vector512.Create(0.0713548163f), x * x, Vector512.Create(1.59576912f));
}
