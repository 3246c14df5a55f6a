using System.Globalization;

namespace Keratin.Core;

/// <summary>
/// Σ l1·|x| + l2·x² over all elements, a single number: what keeps weights small. Summed in sixty-four lanes over pieces
/// that are cut by the shape alone, and over the pieces in double precision.
/// </summary>
/// <param name="l1">What a size costs.</param>
/// <param name="l2">What a square costs.</param>
public sealed class Penalty(float l1, float l2) : Operation
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Penalty[{l1}, {l2}]");

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Expect(inputs, 1, nameof(Penalty));
        return Shape.Scalar;
    }

    /// <summary>g times the slope. A penalty that is added to the loss has g = 1, and then its slope alone is left, which needs no other pass.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        Node slope = new(new PenaltySlope(l1, l2), output.Inputs[0]);
        return [gradient.Operation is Literal { Value: 1 } ? slope : new Node(new Multiply(), slope, gradient)];
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Penalty(node, l1, l2);
}
