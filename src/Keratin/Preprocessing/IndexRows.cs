using Keratin.Core;

namespace Keratin;

/// <summary>
/// Turns indices into the array that an <see cref="OutputMode"/> asks for, as Keras's <c>encode_categorical_inputs</c>.
/// An index of −1 stands for a token that leaves no trace; it does not occur in the mode <c>int</c>.
/// </summary>
internal static class IndexRows
{
    /// <summary>Encodes a column: one index per row in the modes int and one_hot, one sample in the others.</summary>
    /// <param name="indices">The indices; their order may be changed.</param>
    /// <param name="mode">What to make of them.</param>
    /// <param name="depth">The number of indices that there are.</param>
    /// <param name="weights">In the mode tf_idf the factor of each index.</param>
    public static NDArray Encode(int[] indices, OutputMode mode, int depth, float[]? weights = null)
    {
        if (mode == OutputMode.Int) return indices;
        if (mode == OutputMode.OneHot) return Sparse(Array.ConvertAll(indices, index => (int[])[index]), OutputMode.MultiHot, depth, null);
        return Sparse([indices], mode, depth, weights).ToDense().Flatten();
    }

    /// <summary>Encodes rows of indices.</summary>
    /// <param name="rows">The rows; the order inside them may be changed.</param>
    /// <param name="mode">What to make of them.</param>
    /// <param name="depth">The number of indices that there are.</param>
    /// <param name="weights">In the mode tf_idf the factor of each index.</param>
    /// <exception cref="ArgumentException">The mode needs rows of equal length, and they are not.</exception>
    public static NDArray Encode(int[][] rows, OutputMode mode, int depth, float[]? weights = null)
    {
        if (mode != OutputMode.Int && mode != OutputMode.OneHot) return Sparse(rows, mode, depth, weights);
        int length = rows.Length == 0 ? 0 : rows[0].Length;
        int odd = Array.FindIndex(rows, row => row.Length != length);
        if (odd >= 0)
            throw new ArgumentException($"outputMode \"{mode}\" needs rows of equal length, but row 0 has {length} and row {odd} has {rows[odd].Length}: pad them, or take \"multi_hot\" or \"count\".", "rows");
        if (mode == OutputMode.OneHot) return OneHot(rows, length, depth);
        Shape shape = [rows.Length, length];
        var values = new float[shape.Size];
        for (int row = 0; row < rows.Length; row++)
            for (int i = 0; i < length; i++) values[row * length + i] = rows[row][i];
        return new NDArray(values, shape);
    }

    private static NDArray OneHot(int[][] rows, int length, int depth)
    {
        if (length == 1) return Sparse(rows, OutputMode.MultiHot, depth, null);
        Shape shape = [rows.Length, length, depth];
        var values = new float[shape.Size];
        int place = 0;
        foreach (int[] row in rows)
        {
            foreach (int index in row)
            {
                if (index >= 0) values[place + index] = 1;
                place += depth;
            }
        }
        return new NDArray(values, shape);
    }

    private static NDArray Sparse(int[][] rows, OutputMode mode, int depth, float[]? weights)
    {
        var counts = new float[rows.Length][];
        // Rows are independent, so any number of threads gives the same.
        Parallel.For(0, rows.Length, row => counts[row] = Counted(rows[row], mode == OutputMode.MultiHot, weights));
        var builder = new SparseRowsBuilder(rows.Length, depth);
        for (int row = 0; row < rows.Length; row++) builder.Add(rows[row].AsSpan(0, counts[row].Length), counts[row]);
        return new NDArray(builder.Finish());
    }

    // Moves a row's different indices to its front in order, and says what stands at each of them.
    private static float[] Counted(int[] row, bool once, float[]? weights)
    {
        Array.Sort(row);
        int different = 0;
        for (int i = 0; i < row.Length; i++)
            if (row[i] >= 0 && (i == 0 || row[i] != row[i - 1])) different++;
        var values = new float[different];
        int place = -1, start = row.AsSpan().IndexOfAnyExcept(-1);
        for (int i = Math.Max(start, 0); start >= 0 && i < row.Length; i++)
        {
            int index = row[i];
            if (place >= 0 && row[place] == index)
            {
                if (!once) values[place]++;
                continue;
            }
            row[++place] = index;
            values[place] = 1;
        }
        for (int i = 0; weights is not null && i < values.Length; i++) values[i] *= weights[row[i]];
        return values;
    }
}
