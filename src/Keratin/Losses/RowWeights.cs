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
        Node rows = Ranks.As(values, [Shape.Batch, values.Shape.RowSize]);
        return Ranks.As(rows * Ranks.As(weights, [Shape.Batch, 1]), values.Shape);
    }
}
