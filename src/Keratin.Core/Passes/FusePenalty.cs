namespace Keratin.Core;

/// <summary>
/// A gradient plus the slope of a penalty on the same weight becomes one operation, which <see cref="FuseCombine"/> then
/// applies as the gradient comes out of its product.
/// </summary>
public sealed class FusePenalty : Pass
{
    /// <inheritdoc/>
    protected override Node? Match(Node node)
    {
        if (node.Operation is not Add || node.Inputs[0].Shape != node.Inputs[1].Shape) return null;
        int at = node.Inputs[1].Operation is PenaltySlope ? 1 : 0;
        Node slope = node.Inputs[at], other = node.Inputs[1 - at];
        if (slope.Operation is not PenaltySlope penalty || !IsUsedOnce(slope)) return null;
        return new Node(new AddPenaltySlope(penalty.L1, penalty.L2), Rewrite(other), Rewrite(slope.Inputs[0]));
    }
}
