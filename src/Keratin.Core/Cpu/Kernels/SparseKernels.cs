using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// Products whose first factor is sparse. They add the terms of the dense product in its order and leave out those
/// that are zero; with finite weights that changes no bit.
/// </summary>
internal static unsafe class SparseKernels
{
    // Thread-local: the elements of the dense row that is being read.
    [ThreadStatic]
    private static AlignedMemory? s_row;

    [ThreadStatic]
    private static int s_rowWidth;

    /// <summary>c = x·w: each batch row adds the rows of w that it names.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void Gather<TEpilogue>(RowFeed x, int firstRow, int endRow, float* w, int n, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        float* tile = stackalloc float[MatrixTile.Columns];
        for (int row = firstRow; row < endRow; row++)
        {
            RowEntries named = Entries(x, firstRow, row, endRow);
            for (int column = 0; column < n; column += MatrixTile.Columns)
            {
                SumNamedRows(named.Indices, named.Values, named.Count, w + column, n, tile);
                ProductKernels.Finish(tile, 1, Math.Min(MatrixTile.Columns, n - column), (nint)row * n + column, 0, column, epilogue);
            }
        }
    }

    /// <summary>c = xᵀ·g: each column of x adds the rows of g in which it occurs, in their order. Columns that do not occur give zeros.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void GatherTransposed<TEpilogue>(RowFeed x, int firstColumn, int endColumn, float* g, int n, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        float* tile = stackalloc float[MatrixTile.Columns];
        for (int feature = firstColumn; feature < endColumn; feature++)
        {
            int start = feature == 0 ? 0 : x.ColumnEnds[feature - 1], count = x.ColumnEnds[feature] - start;
            if (TEpilogue.CanRest && count == 0)
            {
                int first = feature;
                while (feature + 1 < endColumn && x.ColumnEnds[feature + 1] == start) feature++;
                ProductKernels.Rest((nint)first * n, (feature + 1 - first) * n, epilogue);
                continue;
            }
            for (int column = 0; column < n; column += MatrixTile.Columns)
            {
                SumNamedRows(x.ColumnRows + start, x.ColumnEntries + start, count, g + column, n, tile);
                ProductKernels.Finish(tile, 1, Math.Min(MatrixTile.Columns, n - column), (nint)feature * n + column, 0, column, epilogue);
            }
        }
    }

    /// <summary>c = x·w with one column: element k goes to lane k mod 16, then the tree, as the dense dot product does.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void GatherColumn<TEpilogue>(RowFeed x, int firstRow, int endRow, float* w, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        float* lanes = stackalloc float[Lane.Count];
        for (int row = firstRow; row < endRow; row++)
        {
            Vector512.Store(Vector512<float>.Zero, lanes);
            RowEntries named = Entries(x, firstRow, row, endRow);
            for (int at = 0; at < named.Count; at++)
            {
                int k = named.Indices[at];
                lanes[k & 15] = MathF.FusedMultiplyAdd(named.Values[at], w[k], lanes[k & 15]);
            }
            epilogue.Store(Vector512.Create(Lane.Sum(Vector512.Load(lanes))), row, 0, 1);
        }
    }

    /// <summary>Sorts the batch's elements by column (a counting sort): afterwards each column knows its rows, ascending.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void TransposeIndices(RowFeed x, int rows)
    {
        x.AwaitsSorting = false;
        int* ends = x.ColumnEnds;
        new Span<int>(ends, x.Columns + 1).Clear();
        for (int row = 0; row < rows; row++)
        {
            int source = x.Order[row];
            for (int at = x.RowStarts[source]; at < x.RowStarts[source + 1]; at++) ends[x.Indices[at] + 1]++;
        }
        for (int column = 0; column < x.Columns; column++) ends[column + 1] += ends[column];
        // Each start moves on as its column fills, and is the column's end when all is placed.
        for (int row = 0; row < rows; row++)
        {
            int source = x.Order[row];
            for (int at = x.RowStarts[source]; at < x.RowStarts[source + 1]; at++)
            {
                int place = ends[x.Indices[at]]++;
                x.ColumnRows[place] = row;
                x.ColumnEntries[place] = x.Entries[at];
            }
        }
    }

    // A batch row's elements: where the feed stores them, or found in a dense row that is read here, once.
    [MethodImpl(Kernel.Hot)]
    private static RowEntries Entries(RowFeed x, int firstRow, int row, int endRow)
    {
        if (x.DenseRows == null)
        {
            int source = x.Order[row], start = x.RowStarts[source];
            return new RowEntries(x.Indices + start, x.Entries + start, x.RowStarts[source + 1] - start);
        }
        int width = x.Columns;
        long list = AlignedMemory.RoundUp((width + CompressionKernels.Slack) * (long)sizeof(int));
        if (s_row is null || s_rowWidth < width) (s_row, s_rowWidth) = (new AlignedMemory(2 * list), width);
        var indices = (int*)s_row.Pointer;
        var values = (float*)(s_row.Pointer + list);
        float* dense = x.DenseRows + (nint)row * width, end = x.DenseRows + (nint)endRow * width;
        if (row == firstRow) CompressionKernels.Fetch(dense, end);
        bool finite = true;
        int count = CompressionKernels.Compress(dense, width, end, width, indices, values, ref finite);
        if (!finite) x.IsFinite = false;
        return new RowEntries(indices, values, count);
    }

    [MethodImpl(Kernel.Hot)]
    private static void SumNamedRows(int* names, float* factors, int count, float* rows, nint rowStep, float* t)
    {
        Vector512<float> c0 = Vector512<float>.Zero, c1 = c0, c2 = c0, c3 = c0;
        for (int i = 0; i < count; i++)
        {
            float* row = rows + names[i] * rowStep;
            Vector512<float> factor = Vector512.Create(factors[i]);
            c0 = Vector512.FusedMultiplyAdd(factor, Vector512.Load(row), c0);
            c1 = Vector512.FusedMultiplyAdd(factor, Vector512.Load(row + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(factor, Vector512.Load(row + 32), c2);
            c3 = Vector512.FusedMultiplyAdd(factor, Vector512.Load(row + 48), c3);
        }
        Vector512.Store(c0, t);
        Vector512.Store(c1, t + 16);
        Vector512.Store(c2, t + 32);
        Vector512.Store(c3, t + 48);
    }
}
