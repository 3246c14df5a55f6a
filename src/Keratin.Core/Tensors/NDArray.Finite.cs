using System.Numerics;
using System.Runtime.InteropServices;

namespace Keratin;

public sealed partial class NDArray
{
    /// <summary>The row and the place within it of the first element that is NaN or infinite; null where all are finite.</summary>
    internal (int Row, int Place)? FindNonFinite()
    {
        if (Sparse is { } sparse)
        {
            for (int row = 0; row < sparse.RowCount; row++)
            {
                int at = IndexOfNonFinite(sparse.EntriesOf(row));
                if (at >= 0) return (row, sparse.IndicesOf(row)[at]);
            }
            return null;
        }
        int index = IndexOfNonFinite(Values);
        int width = Rank == 0 ? 1 : Shape[1..].Size;
        return index < 0 ? null : (index / width, index % width);
    }

    private static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        // A finite number times zero is zero; NaN and infinity are not.
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        int start = 0;
        while (start < vectors.Length && Vector.EqualsAll(vectors[start] * Vector<float>.Zero, Vector<float>.Zero)) start++;
        for (int i = start * Vector<float>.Count; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }
}
