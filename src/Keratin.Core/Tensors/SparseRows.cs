namespace Keratin.Core;

/// <summary>
/// A matrix of which only the non-zero elements are stored, row by row (compressed sparse rows): row i's elements are
/// those at <c>RowStarts[FirstRow + i]</c> up to <c>RowStarts[FirstRow + i + 1]</c> of the other two arrays.
/// </summary>
/// <remarks>The arrays are pinned, so that a kernel may read them through pointers. A slice shares them.</remarks>
internal sealed class SparseRows
{
    public SparseRows(int[] rowStarts, int[] indices, float[] entries, int columns, int firstRow, int rowCount)
    {
        RowStarts = rowStarts;
        Indices = indices;
        Entries = entries;
        Columns = columns;
        FirstRow = firstRow;
        RowCount = rowCount;
    }

    /// <summary>Where each row of the whole matrix starts in <see cref="Indices"/>, and behind the last row its end.</summary>
    public int[] RowStarts { get; }

    /// <summary>The columns of the stored elements, ascending and each once inside a row.</summary>
    public int[] Indices { get; }

    /// <summary>The stored elements; all 1 in multi-hot rows.</summary>
    public float[] Entries { get; }

    /// <summary>The width of the matrix.</summary>
    public int Columns { get; }

    /// <summary>The row of the shared arrays that this slice begins with.</summary>
    public int FirstRow { get; }

    /// <summary>The rows of this slice.</summary>
    public int RowCount { get; }

    /// <summary>The stored elements of this slice.</summary>
    public int EntryCount => RowStarts[FirstRow + RowCount] - RowStarts[FirstRow];

    /// <summary>One element, found by bisection; zero where none is stored.</summary>
    public float this[int row, int column]
    {
        get
        {
            int found = IndicesOf(row).BinarySearch(column);
            return found < 0 ? 0 : EntriesOf(row)[found];
        }
    }

    /// <summary>The columns of one row's stored elements.</summary>
    public ReadOnlySpan<int> IndicesOf(int row) => Indices.AsSpan(RowStarts[FirstRow + row]..RowStarts[FirstRow + row + 1]);

    /// <summary>One row's stored elements.</summary>
    public ReadOnlySpan<float> EntriesOf(int row) => Entries.AsSpan(RowStarts[FirstRow + row]..RowStarts[FirstRow + row + 1]);

    /// <summary>Some of the rows, over the same memory.</summary>
    public SparseRows Slice(int first, int count) => new(RowStarts, Indices, Entries, Columns, FirstRow + first, count);

    /// <summary>Writes one row's stored elements into a full row, whose other elements stay as they are.</summary>
    public void Scatter(int row, Span<float> values)
    {
        ReadOnlySpan<int> indices = IndicesOf(row);
        ReadOnlySpan<float> entries = EntriesOf(row);
        for (int i = 0; i < indices.Length; i++) values[indices[i]] = entries[i];
    }

    /// <summary>The given rows in the given order, copied.</summary>
    public SparseRows Take(ReadOnlySpan<int> rows)
    {
        var builder = new SparseRowsBuilder(rows.Length, Columns);
        foreach (int row in rows) builder.Add(IndicesOf(row), EntriesOf(row));
        return builder.Finish();
    }

    /// <summary>The rows of several matrices of equal width below each other.</summary>
    public static SparseRows Concatenate(ReadOnlySpan<SparseRows> parts)
    {
        int rows = 0;
        foreach (SparseRows part in parts) rows = checked(rows + part.RowCount);
        var builder = new SparseRowsBuilder(rows, parts[0].Columns);
        foreach (SparseRows part in parts)
            for (int row = 0; row < part.RowCount; row++) builder.Add(part.IndicesOf(row), part.EntriesOf(row));
        return builder.Finish();
    }
}
