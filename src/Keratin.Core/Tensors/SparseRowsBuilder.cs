namespace Keratin.Core;

/// <summary>Collects the rows of a <see cref="SparseRows"/> one after the other.</summary>
internal sealed class SparseRowsBuilder
{
    private readonly int _columns;
    private readonly int[] _rowStarts;
    private readonly List<int> _indices = [];
    private readonly List<float> _entries = [];
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
        for (int row = 0; row < rows.Count; row++)
        {
            int[] indices = rows[row] ?? throw new ArgumentException($"Row {row} is null; every row must be an array of columns.", nameof(rows));
            foreach (int index in indices)
                if ((uint)index >= (uint)columns)
                    throw new ArgumentException($"Row {row} holds the index {index}, but the matrix has {columns} columns, numbered from 0.", nameof(rows));
            if (values is null) builder.AddOnes(indices);
            else builder.AddValues(row, indices, values[row]);
        }
        return builder.Finish();
    }

    /// <summary>Builds a matrix from the non-zero elements of a dense one.</summary>
    public static SparseRows FromDense(ReadOnlySpan<float> values, int rows, int columns)
    {
        var builder = new SparseRowsBuilder(rows, columns);
        for (int row = 0; row < rows; row++) builder.AddDense(values.Slice(row * columns, columns));
        return builder.Finish();
    }

    private void AddOnes(int[] indices)
    {
        int[] ordered = [.. indices];
        Array.Sort(ordered);
        for (int i = 0; i < ordered.Length; i++)
            if (i == 0 || ordered[i] != ordered[i - 1]) Store(ordered[i], 1);
        _rowStarts[++_rows] = _indices.Count;
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
