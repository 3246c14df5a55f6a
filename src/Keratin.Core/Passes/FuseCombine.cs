namespace Keratin.Core;

/// <summary>
/// g·wᵀ or xᵀ·g combined element by element with another value becomes one product: the activation's derivative, which
/// is stated by the activation's output, or the slope of a penalty is applied as the gradient comes out.
/// </summary>
public sealed class FuseCombine : Pass
{
    /// <inheritdoc/>
    protected override Node? Match(Node node)
    {
        if (node.Operation is not BinaryOperation combine) return null;
        Node product = node.Inputs[0], other = node.Inputs[1];
        if (product.Operation is not MatMul { Epilogue: null } matrix || matrix.TransposeFirst == matrix.TransposeSecond || !IsUsedOnce(product)
            || other.Shape != product.Shape || other == product) return null;
        var fused = new MatMul(matrix.TransposeFirst, matrix.TransposeSecond, new Epilogue.Combine(combine));
        return new Node(fused, Rewrite(product.Inputs[0]), Rewrite(product.Inputs[1]), Rewrite(other));
    }
}
