using Keratin.Core;

namespace Keratin;

/// <summary>Weights of rows, applied to values of rows.</summary>
internal static class RowWeights
{
    /// <summary>Each value times the weight of its row.</summary>
    /// <param name="values">One or more values per row, batch first.</param>
    /// <param name="weights">A weight per row, (None,).</param>
    public static Node Multiply(Node values, Node weights)
    {
        if (values.Shape.Rank <= 1) return values * weights;
        Node rows = values.Shape.Rank == 2 ? values : new Node(new Core.Reshape([Shape.Batch, values.Shape.RowSize]), values);
        Node weighted = rows * new Node(new Core.Reshape([Shape.Batch, 1]), weights);
        return values.Shape.Rank == 2 ? weighted : new Node(new Core.Reshape(values.Shape), weighted);
    }
}
