using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Keratin.Core;

/// <summary>Collects the rows of a <see cref="SparseRows"/> one after the other.</summary>
internal sealed class SparseRowsBuilder
{
    // Looking through this many empty words of 64 columns costs as much as sorting one column in.
    private const int SparsestScan = 8;

    private readonly int _columns;
    private readonly int[] _rowStarts;
    private readonly List<int> _indices = [];
    private readonly List<float> _entries = [];
    private ulong[]? _marks;
    private int _rows;

    public SparseRowsBuilder(int rows, int columns)
    {
        _columns = columns;
        _rowStarts = GC.AllocateUninitializedArray<int>(rows + 1, pinned: true);
        _rowStarts[0] = 0;
    }

    /// <summary>Adds a row whose columns already ascend and occur once each.</summary>
    public void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> entries)
    {
        _indices.AddRange(indices);
        _entries.AddRange(entries);
        _rowStarts[++_rows] = _indices.Count;
    }

    /// <summary>The matrix, in arrays that the collector never moves.</summary>
    public SparseRows Finish() => new(_rowStarts, Pinned(_indices), Pinned(_entries), _columns, 0, _rows);

    /// <summary>Builds a matrix from columns in any order, and values that are 1 where none are given.</summary>
    public static SparseRows Build(IReadOnlyList<int[]> rows, int columns, IReadOnlyList<float[]>? values)
    {
        if (values is not null && values.Count != rows.Count)
            throw new ArgumentException($"Each row needs its values, but there are {rows.Count} rows and values for {values.Count}.", nameof(values));
        var builder = new SparseRowsBuilder(rows.Count, columns);
        long most = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            int[] indices = rows[row] ?? throw new ArgumentException($"Row {row} is null; every row must be an array of columns.", nameof(rows));
            int wrong = IndexOutside(indices, columns);
            if (wrong >= 0)
                throw new ArgumentException($"Row {row} holds the index {indices[wrong]}, but the matrix has {columns} columns, numbered from 0.", nameof(rows));
            most += indices.Length;
        }
        builder._indices.Capacity = (int)Math.Min(most, Array.MaxLength);
        if (values is not null) builder._entries.Capacity = builder._indices.Capacity;
        for (int row = 0; row < rows.Count; row++)
        {
            if (values is null) builder.AddOnes(rows[row]);
            else builder.AddValues(row, rows[row], values[row]);
        }
        return values is null ? builder.FinishOnes() : builder.Finish();
    }

    /// <summary>The place of the first index that is not a column; -1 where all are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOutside(ReadOnlySpan<int> indices, int columns)
    {
        for (int i = 0; i < indices.Length; i++)
            if ((uint)indices[i] >= (uint)columns) return i;
        return -1;
    }

    /// <summary>Builds a matrix from the non-zero elements of a dense one.</summary>
    public static SparseRows FromDense(ReadOnlySpan<float> values, int rows, int columns)
    {
        var builder = new SparseRowsBuilder(rows, columns);
        for (int row = 0; row < rows; row++) builder.AddDense(values.Slice(row * columns, columns));
        return builder.Finish();
    }

    // The entries, which are all 1, are not collected but made at the end.
    private void AddOnes(int[] indices)
    {
        int start = _indices.Count;
        _indices.AddRange(indices);
        Span<int> row = CollectionsMarshal.AsSpan(_indices)[start..];
        CollectionsMarshal.SetCount(_indices, start + (_columns / 64 < SparsestScan * row.Length ? Mark(row) : Sort(row)));
        _rowStarts[++_rows] = _indices.Count;
    }

    private SparseRows FinishOnes()
    {
        float[] ones = GC.AllocateUninitializedArray<float>(_indices.Count, pinned: true);
        Array.Fill(ones, 1);
        return new SparseRows(_rowStarts, Pinned(_indices), ones, _columns, 0, _rows);
    }

    // Puts a row's columns in order, each once, and says how many they are: by a bit per column of the matrix.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Mark(Span<int> row)
    {
        _marks ??= new ulong[_columns / 64 + 1];
        Span<ulong> marks = _marks;
        foreach (int column in row) marks[column >> 6] |= 1ul << column;
        int count = 0;
        for (int word = 0; word < marks.Length; word++)
        {
            for (ulong left = marks[word]; left != 0; left &= left - 1) row[count++] = word * 64 + BitOperations.TrailingZeroCount(left);
            marks[word] = 0;
        }
        return count;
    }

    // The same for a few columns of a very wide matrix.
    private static int Sort(Span<int> row)
    {
        row.Sort();
        int count = 0;
        foreach (int column in row)
            if (count == 0 || row[count - 1] != column) row[count++] = column;
        return count;
    }

    private void AddValues(int row, int[] indices, float[]? values)
    {
        if (values is null || values.Length != indices.Length)
            throw new ArgumentException($"Row {row} has {indices.Length} columns and {values?.Length ?? 0} values; each column needs one.", nameof(values));
        int[] ordered = [.. indices];
        float[] following = [.. values];
        Array.Sort(ordered, following);
        for (int i = 0; i < ordered.Length; i++)
        {
            if (i > 0 && ordered[i] == ordered[i - 1])
                throw new ArgumentException($"Row {row} gives two values for column {ordered[i]}; it may give one.", "rows");
            if (following[i] != 0) Store(ordered[i], following[i]);
        }
        _rowStarts[++_rows] = _indices.Count;
    }

    private void AddDense(ReadOnlySpan<float> values)
    {
        for (int column = 0; column < values.Length; column++)
            if (values[column] != 0) Store(column, values[column]);
        _rowStarts[++_rows] = _indices.Count;
    }

    private void Store(int index, float entry)
    {
        _indices.Add(index);
        _entries.Add(entry);
    }

    private static T[] Pinned<T>(List<T> values)
    {
        T[] array = GC.AllocateUninitializedArray<T>(values.Count, pinned: true);
        values.CopyTo(array);
        return array;
    }
}
