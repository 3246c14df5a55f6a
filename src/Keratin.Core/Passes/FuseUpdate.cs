namespace Keratin.Core;

/// <summary>
/// A gradient that only its weight's update uses is consumed as it comes out of the product or sum that makes it, and
/// never stored. (A gradient that is also needed for a norm has a second use and stays.)
/// </summary>
public sealed class FuseUpdate : Pass
{
    /// <inheritdoc/>
    protected override Node? Match(Node node)
    {
        if (node.Operation is not UpdateOperation update) return null;
        Node gradient = node.Inputs[^1];
        if (!IsUsedOnce(gradient)) return null;
        Operation? fused = gradient.Operation switch
        {
            MatMul { TransposeFirst: true, Epilogue: null } => new MatMul(transposeFirst: true, epilogue: new Epilogue.Update(update)),
            SumRows { Epilogue: null } => new SumRows(gradient.Shape, new Epilogue.Update(update)),
            _ => null,
        };
        if (fused is null || (fused is SumRows && gradient.Shape.Rank != 1)) return null;
        var inputs = new Node[gradient.Inputs.Length + node.Inputs.Length - 1];
        for (int i = 0; i < gradient.Inputs.Length; i++) inputs[i] = Rewrite(gradient.Inputs[i]);
        for (int i = 0; i < node.Inputs.Length - 1; i++) inputs[gradient.Inputs.Length + i] = Rewrite(node.Inputs[i]);
        return new Node(fused, inputs);
    }
}
