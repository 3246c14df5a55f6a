using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>|x|</summary>
public sealed class Abs() : UnaryOperation<Abs.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Multiply(), new Node(new Sign(), output.Inputs[0]), gradient)];

    /// <summary>|x|</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => Vector512.Abs(x);

        /// <inheritdoc/>
        public double Apply(double x) => Math.Abs(x);
    }
}
