using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Keratin;

public sealed partial class NDArray
{
    /// <summary>The row and the place within it of the first element that is NaN or infinite; null where all are finite.</summary>
    internal (int Row, int Place)? FindNonFinite()
    {
        if (Sparse is { } sparse)
        {
            int start = sparse.RowStarts[sparse.FirstRow];
            int found = IndexOfNonFinite(sparse.Entries.AsSpan(start, sparse.EntryCount));
            if (found < 0) return null;
            int row = 0;
            while (sparse.RowStarts[sparse.FirstRow + row + 1] <= start + found) row++;
            return (row, sparse.Indices[start + found]);
        }
        int index = IndexOfNonFinite(Values);
        int width = Rank == 0 ? 1 : Shape[1..].Size;
        return index < 0 ? null : (index / width, index % width);
    }

    /// <summary>The place of the first element that is NaN or infinite; −1 where all are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        // A finite number times zero is zero; NaN and infinity are not, and no sum with them is.
        Vector512<float> zero = Vector512<float>.Zero;
        ref float first = ref MemoryMarshal.GetReference(values);
        int start = 0;
        for (; start + 64 <= values.Length; start += 64)
        {
            Vector512<float> sum = Vector512.LoadUnsafe(ref first, (nuint)start) * zero + Vector512.LoadUnsafe(ref first, (nuint)start + 16) * zero
                + Vector512.LoadUnsafe(ref first, (nuint)start + 32) * zero + Vector512.LoadUnsafe(ref first, (nuint)start + 48) * zero;
            if (!Vector512.EqualsAll(sum, zero)) break;
        }
        for (int i = start; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }
}
