using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>The larger of x and y; NaN where one is NaN.</summary>
public sealed class Maximum() : BinaryOperation<Maximum.Function>(default)
{
    /// <summary>The gradient for the one that was taken; half of it for each where both are equal.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        Node x = output.Inputs[0], y = output.Inputs[1];
        Node first = new Node(new Greater(), x, y) + new Node(new Equal(), x, y) * 0.5f;
        return [SumRows.Undo(gradient * first, x.Shape), SumRows.Undo(gradient * (1 - first), y.Shape)];
    }

    /// <summary>The larger of x and y; NaN where one is NaN.</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x, Vector512<float> y) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, y) | ~Vector512.Equals(x, x), x, y);

        /// <inheritdoc/>
        public double Apply(double x, double y) => Math.Max(x, y);
    }
}
