using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Keratin;

public sealed partial class NDArray
{
    /// <summary>The row and the place within it of the first element that is NaN or infinite; null where all are finite.</summary>
    internal (int Row, int Place)? FindNonFinite() => PlaceOf(IndexOfNonFinite(Stored));

    /// <summary>The row and the place within it of the first element that is not a whole number from 0 to below a limit; null where all are.</summary>
    /// <param name="limit">The limit, at least 1, so that the zeros that a sparse array leaves out are below it.</param>
    internal (int Row, int Place)? FindNonIndex(int limit) => PlaceOf(IndexOfNonIndex(Stored, limit));

    private ReadOnlySpan<float> Stored =>
        Sparse is { } sparse ? sparse.Entries.AsSpan(sparse.RowStarts[sparse.FirstRow], sparse.EntryCount) : Values;

    // Where an element stands, by its number among the stored ones.
    private (int Row, int Place)? PlaceOf(int stored)
    {
        if (stored < 0) return null;
        if (Sparse is { } sparse)
        {
            stored += sparse.RowStarts[sparse.FirstRow];
            int row = 0;
            while (sparse.RowStarts[sparse.FirstRow + row + 1] <= stored) row++;
            return (row, sparse.Indices[stored]);
        }
        int width = Rank == 0 ? 1 : Shape[1..].Size;
        return (stored / width, stored % width);
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

    /// <summary>The place of the first element that is not a whole number from 0 to below a limit; −1 where all are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int IndexOfNonIndex(ReadOnlySpan<float> values, int limit)
    {
        for (int i = 0; i < values.Length; i++)
            if (!(values[i] >= 0 && values[i] < limit && values[i] == (int)values[i])) return i;
        return -1;
    }
}
