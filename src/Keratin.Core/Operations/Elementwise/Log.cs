using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Natural logarithm.</summary>
public sealed class Log() : UnaryOperation<Log.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Divide(), gradient, output.Inputs[0])];

    /// <summary>Natural logarithm.</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => LaneMath.Log(x);

        /// <inheritdoc/>
        public double Apply(double x) => Math.Log(x);
    }
}
