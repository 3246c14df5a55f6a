namespace Keratin.Core;

/// <summary>x·w + bias, with or without an activation behind it, becomes one product whose epilogue adds and applies.</summary>
public sealed class FuseBias : Pass
{
    /// <inheritdoc/>
    protected override Node? Match(Node node)
    {
        var activation = node.Operation as UnaryOperation;
        Node sum = node;
        if (activation is not null)
        {
            sum = node.Inputs[0];
            if (!IsUsedOnce(sum)) return null;
        }
        if (sum.Operation is not Add) return null;
        Node product = sum.Inputs[0], bias = sum.Inputs[1];
        if (product.Operation is not MatMul { TransposeFirst: false, TransposeSecond: false, Epilogue: null } || !IsUsedOnce(product)
            || bias.Shape.Rank != 1 || bias.Shape.Last != product.Shape.Last) return null;
        var fused = new MatMul(epilogue: new Epilogue.Bias(activation));
        return new Node(fused, Rewrite(product.Inputs[0]), Rewrite(product.Inputs[1]), Rewrite(bias));
    }
}
