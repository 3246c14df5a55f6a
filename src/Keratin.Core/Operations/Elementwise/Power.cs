using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x^exponent for x ≥ 0, with an exponent known when the graph is made: x² for 2, else e^(exponent · log x).</summary>
/// <param name="exponent">The exponent.</param>
public sealed class Power(float exponent) : UnaryOperation<Power.Function>(new Function(exponent))
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Power[{exponent}]");

    /// <summary>g · exponent · x^(exponent − 1)</summary>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [new Node(new Multiply(), gradient, new Node(new Scale(exponent), new Node(new Power(exponent - 1), output.Inputs[0])))];

    /// <summary>x^exponent</summary>
    public readonly struct Function(float exponent) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            if (exponent == 0) return Vector512<float>.One;
            if (exponent == 1) return x;
            return exponent == 2 ? x * x : LaneMath.Exp(LaneMath.Log(x) * Vector512.Create(exponent));
        }

        /// <inheritdoc/>
        public double Apply(double x) => Math.Pow(x, exponent);
    }
}
