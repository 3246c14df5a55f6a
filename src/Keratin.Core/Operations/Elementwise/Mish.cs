using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x · tanh(log(1 + e^x)), computed from w = e^x · (e^x + 2) as x · w / (w + 2).</summary>
public sealed class Mish() : UnaryOperation<Mish.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output.Inputs[0])];

    /// <summary>x · w / (w + 2)</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> e = Exponential(x), w = e * (e + Vector512.Create(2f));
            return x * (w / (w + Vector512.Create(2f)));
        }

        /// <inheritdoc/>
        public double Apply(double x) => x * Math.Tanh(Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));
    }

    /// <summary>g · (w / (w + 2) + 4x · e^x · (1 + e^x) / (w + 2)²)</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "MishGradient";

        /// <summary>g · (w / (w + 2) + 4x · e^x · (1 + e^x) / (w + 2)²)</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> x)
            {
                Vector512<float> two = Vector512.Create(2f), e = Exponential(x), w = e * (e + two), below = w + two;
                Vector512<float> slope = Vector512.Create(4f) * e * (e + Vector512<float>.One) / (below * below);
                return gradient * Vector512.FusedMultiplyAdd(x, slope, w / below);
            }

            /// <inheritdoc/>
            public double Apply(double gradient, double x)
            {
                double e = Math.Exp(Math.Min(x, 100)), tanh = Math.Tanh(Math.Log(1 + e));
                return gradient * (tanh + x * (1 - tanh * tanh) * e / (1 + e));
            }
        }
    }

    // Above 40 the quotient is 1 and the slope 0 in float32; w must not overflow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exponential(Vector512<float> x) => LaneMath.Exp(Vector512.MinNative(Vector512.Create(40f), x));
}
