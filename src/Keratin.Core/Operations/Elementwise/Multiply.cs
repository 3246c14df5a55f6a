using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x · y</summary>
public sealed class Multiply() : BinaryOperation<Multiply.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [SumRows.Undo(new Node(new Multiply(), gradient, output.Inputs[1]), output.Inputs[0].Shape), SumRows.Undo(new Node(new Multiply(), gradient, output.Inputs[0]), output.Inputs[1].Shape)];

    /// <summary>x · y</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x, Vector512<float> y) => x * y;

        /// <inheritdoc/>
        public double Apply(double x, double y) => x * y;
    }
}
