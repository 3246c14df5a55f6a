using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x²</summary>
public sealed class Square() : UnaryOperation<Square.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Multiply(), new Node(new Scale(2), output.Inputs[0]), gradient)];

    /// <summary>x²</summary>
    public readonly struct Function : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => x * x;

        /// <inheritdoc/>
        public double Apply(double x) => x * x;
    }
}
