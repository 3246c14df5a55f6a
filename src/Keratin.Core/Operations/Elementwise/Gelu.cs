using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x · Φ(x), with Φ(x) = (1 + erf(x / √2)) / 2 the share of a standard normal variable below x.</summary>
public sealed class Gelu() : UnaryOperation<Gelu.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), gradient, output.Inputs[0])];

    /// <summary>x · Φ(x)</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => x * LaneMath.NormalShare(x, Bell(x));

        /// <inheritdoc/>
        public double Apply(double x) => x * NormalShare.Of(x);
    }

    /// <summary>g · (Φ(x) + x · e^(−x² / 2) / √(2π))</summary>
    public sealed class Derivative() : BinaryOperation<Derivative.Function>(default)
    {
        /// <inheritdoc/>
        public override string Name => "GeluGradient";

        /// <summary>g · (Φ(x) + x · e^(−x² / 2) / √(2π))</summary>
        public readonly struct Function : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> x)
            {
                Vector512<float> bell = Bell(x);
                return gradient * Vector512.FusedMultiplyAdd(x * Vector512.Create(0.398942280f), bell, LaneMath.NormalShare(x, bell));
            }

            /// <inheritdoc/>
            public double Apply(double gradient, double x) => gradient * (NormalShare.Of(x) + x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
        }
    }

    // e^(−x² / 2)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Bell(Vector512<float> x) => LaneMath.Decay(Vector512.Create(-0.5f) * x * x);
}
