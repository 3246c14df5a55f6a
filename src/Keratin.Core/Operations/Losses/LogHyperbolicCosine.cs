using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>log(cosh x), computed as |x| + log(1 + e^−2|x|) − log 2, so that nothing overflows.</summary>
public sealed class LogHyperbolicCosine() : UnaryOperation<LogHyperbolicCosine.Function>(default)
{
    /// <summary>g · tanh x</summary>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [new Node(new Multiply(), new Node(new Tanh(), output.Inputs[0]), gradient)];

    /// <summary>log(cosh x)</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> size = Vector512.Abs(x);
            return size + LaneMath.Softplus(size * Vector512.Create(-2f)) - Vector512.Create(0.693147181f);
        }

        /// <inheritdoc/>
        public double Apply(double x) => Math.Abs(x) + Math.Log(1 + Math.Exp(-2 * Math.Abs(x))) - Math.Log(2);
    }
}
