using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// Cross-entropy of sigmoid(z) with the truth t, element by element, computed from the logit z:
/// max(z, 0) − z·t + log(1 + e^−|z|). Nothing overflows and nothing is clipped.
/// </summary>
public sealed class SigmoidCrossEntropy() : BinaryOperation<SigmoidCrossEntropy.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        Node z = output.Inputs[0], truth = output.Inputs[1];
        Node difference = new(new Subtract(), new Node(new Sigmoid(), z), truth);
        return [SumRows.Undo(new Node(new Multiply(), difference, gradient), z.Shape), null];
    }

    /// <summary>max(z, 0) − z·t + log(1 + e^−|z|)</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> z, Vector512<float> truth)
        {
            Vector512<float> positive = Vector512.ConditionalSelect(Vector512.LessThan(z, Vector512<float>.Zero), Vector512<float>.Zero, z);
            return positive - z * truth + LaneMath.Softplus(-Vector512.Abs(z));
        }

        /// <inheritdoc/>
        public double Apply(double z, double truth) => Math.Max(z, 0) - z * truth + Math.Log(1 + Math.Exp(-Math.Abs(z)));
    }
}
