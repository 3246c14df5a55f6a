using System.Runtime.CompilerServices;

namespace Keratin;

// The indexers are named so that Item, NumPy's word for "the one number in here", stays free for a method.
public sealed partial class NDArray
{
    /// <summary>The rows of a range, without copying: <c>x[1000..]</c>, <c>x[..1000]</c>, <c>x[^5..]</c>.</summary>
    /// <param name="rows">A range of the first axis.</param>
    /// <returns>An array of the same rank over the same memory.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range starts or ends outside the array, or is backwards.</exception>
    [IndexerName("Element")]
    public NDArray this[Range rows]
    {
        get
        {
            RequireRows();
            int start = rows.Start.GetOffset(Length), end = rows.End.GetOffset(Length);
            if (start < 0 || end > Length || start > end)
                throw new ArgumentOutOfRangeException(nameof(rows), $"The rows {rows} were asked for, but the array of shape {Shape} has {Length} rows.");
            if (Sparse is not null) return new NDArray(Sparse.Slice(start, end - start));
            return new NDArray(_buffer, _offset + start * _rowSize, Shape[1..].Prepend(end - start));
        }
    }

    /// <summary>One row: the part of the array at this position of its first axis, with that axis removed.</summary>
    /// <param name="row">The position, from 0; <c>x[^1]</c> is the last row.</param>
    /// <returns>
    /// An array with one axis less, over the same memory; a row of a sparse array is a dense copy. For an array of one
    /// axis it has no axes: <c>(float)x[3]</c> or <c>x[3].Item()</c> is its number.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [IndexerName("Element")]
    public NDArray this[int row]
    {
        get
        {
            RequireRows();
            RequireRow(row, nameof(row));
            if (Sparse is null) return new NDArray(_buffer, _offset + row * _rowSize, Shape[1..]);
            var values = new float[Sparse.Columns];
            Sparse.Scatter(row, values);
            return new NDArray(values, [Sparse.Columns]);
        }
    }

    /// <summary>One row, counted from the start or from the end: <c>x[^1]</c> is the last.</summary>
    /// <param name="row">The position in the first axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [IndexerName("Element")]
    public NDArray this[Index row]
    {
        get
        {
            RequireRows();
            int position = row.GetOffset(Length);
            if ((uint)position >= (uint)Length) throw NoSuchRow(row.ToString(), nameof(row));
            return this[position];
        }
    }

    /// <summary>One element, by its position in each axis: <c>x[3, 5]</c>.</summary>
    /// <param name="indexes">One position per axis, each from 0.</param>
    /// <exception cref="ArgumentException">There are more or fewer positions than axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is outside its axis.</exception>
    [IndexerName("Element")]
    public float this[params ReadOnlySpan<int> indexes]
    {
        get
        {
            if (indexes.Length != Rank)
                throw new ArgumentException($"An element of an array of shape {Shape} has {Rank} indexes, one per axis, but {indexes.Length} were given.", nameof(indexes));
            int position = 0;
            for (int axis = 0; axis < indexes.Length; axis++)
            {
                if ((uint)indexes[axis] >= (uint)Shape[axis])
                    throw new ArgumentOutOfRangeException(nameof(indexes), $"Index {indexes[axis]} is outside axis {axis} of an array of shape {Shape}: it goes from 0 to {Shape[axis] - 1}.");
                position = position * Shape[axis] + indexes[axis];
            }
            return Sparse?[indexes[0], indexes[1]] ?? _buffer[_offset + position];
        }
    }

    /// <summary>The number in an array that holds exactly one, whatever its rank.</summary>
    /// <exception cref="InvalidOperationException">The array has no element or more than one.</exception>
    public float Item()
    {
        if (Size != 1)
            throw new InvalidOperationException($"Only an array of one element converts to a number, but this one has the shape {Shape} and {Size} elements.");
        return Sparse?[0, 0] ?? _buffer[_offset];
    }

    /// <summary>The given rows in the given order, copied; a row may be taken more than once.</summary>
    /// <param name="rows">Positions in the first axis, each from 0.</param>
    /// <returns>An array of the same rank with as many rows as positions; sparse where this one is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public NDArray Take(ReadOnlySpan<int> rows)
    {
        RequireRows();
        foreach (int row in rows) RequireRow(row, nameof(rows));
        if (Sparse is not null) return new NDArray(Sparse.Take(rows));
        Shape shape = Shape[1..].Prepend(rows.Length);
        var taken = GC.AllocateUninitializedArray<float>(shape.Size);
        for (int i = 0; i < rows.Length; i++) Row(rows[i]).CopyTo(taken.AsSpan(i * _rowSize));
        return new NDArray(taken, shape);
    }

    /// <summary>The elements at one position of the first axis of a dense array.</summary>
    internal ReadOnlySpan<float> Row(int i) => Values.Slice(i * _rowSize, _rowSize);

    private void RequireRows()
    {
        if (Rank == 0)
            throw new InvalidOperationException("This array is a single number, of shape (): it has no rows to take. Its number is (float)x or x.Item().");
    }

    private void RequireRow(int row, string name)
    {
        if ((uint)row >= (uint)Length) throw NoSuchRow(row.ToString(System.Globalization.CultureInfo.InvariantCulture), name);
    }

    private ArgumentOutOfRangeException NoSuchRow(string row, string name)
    {
        string rows = Length switch
        {
            0 => "no rows",
            1 => "1 row, number 0",
            _ => $"{Length} rows, numbered 0 to {Length - 1} (or ^{Length} to ^1 from the end)",
        };
        return new ArgumentOutOfRangeException(name, $"Row {row} was asked for, but the array of shape {Shape} has {rows}.");
    }
}
