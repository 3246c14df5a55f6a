namespace Keratin.Core;

/// <summary>Leads every element of an array, in order of memory, to the group that it belongs to.</summary>
internal static class Reduction
{
    /// <summary>
    /// Folds a whole array. A sparse array is written out one row at a time, so the results have the bits of the dense
    /// one and no more than a row takes memory.
    /// </summary>
    public static TFold Run<TFold>(NDArray array, AxisView view, TFold fold) where TFold : struct, IFold
    {
        if (array.Sparse is not { } sparse)
        {
            Walk(array.Values, 0, view, ref fold);
            return fold;
        }
        var values = new float[sparse.Columns];
        for (int row = 0; row < sparse.RowCount; row++)
        {
            sparse.Scatter(row, values);
            Walk(values, row * sparse.Columns, view, ref fold);
            foreach (int column in sparse.IndicesOf(row)) values[column] = 0;
        }
        return fold;
    }

    private static void Walk<TFold>(ReadOnlySpan<float> run, int start, AxisView view, ref TFold fold)
        where TFold : struct, IFold
    {
        if (run.IsEmpty) return;
        int lane = start % view.Inner;
        int position = start / view.Inner % view.Length;
        int first = start / (view.Inner * view.Length) * view.Inner;
        foreach (float value in run)
        {
            fold.Add(first + lane, position, value);
            if (++lane < view.Inner) continue;
            lane = 0;
            if (++position < view.Length) continue;
            position = 0;
            first += view.Inner;
        }
    }
}
