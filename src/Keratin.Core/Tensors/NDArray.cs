using System.Numerics.Tensors;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// An array of 32-bit floating-point numbers with any number of axes: what data, labels, weights and predictions are
/// held in. Its words and results are NumPy's.
/// </summary>
/// <remarks>
/// The elements lie row by row (the last axis moves fastest). The shape never changes; slicing the first axis,
/// reshaping and conversion from <c>float[]</c> share the memory instead of copying it. An array of two axes may be
/// sparse (<see cref="IsSparse"/>): then only its non-zero elements take memory. Everything works on both; what has to
/// make a sparse array dense on the way says so.
/// </remarks>
public sealed partial class NDArray
{
    // A sparse array's elements are in Sparse, and its buffer is empty.
    private readonly float[] _buffer;
    private readonly int _offset;
    private readonly int _rowSize;

    private NDArray(float[] buffer, int offset, Shape shape)
    {
        _buffer = buffer;
        _offset = offset;
        (Shape, Size, _rowSize) = Measured(shape);
    }

    /// <summary>Makes an array over existing values, which are shared: a change to them shows in the array.</summary>
    /// <param name="values">The elements, row by row.</param>
    /// <param name="shape">The size of each axis; their product must be the number of values.</param>
    /// <exception cref="ArgumentException">The shape asks for more or fewer elements, or has a symbolic batch axis.</exception>
    public NDArray(float[] values, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        RequireKnown(shape);
        if (values.Length != shape.Size)
            throw new ArgumentException($"An array of shape {shape} has {shape.Size} elements, but {values.Length} values were given.", nameof(values));
        _buffer = values;
        (Shape, Size, _rowSize) = Measured(shape);
    }

    internal NDArray(SparseRows rows)
    {
        _buffer = [];
        Sparse = rows;
        (Shape, Size, _rowSize) = Measured([rows.RowCount, rows.Columns]);
    }

    /// <summary>The size of each axis.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes: 0 for a single number, 1 for a vector, 2 for a matrix.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The size of the first axis, as Python's <c>len</c>; 1 for a single number.</summary>
    public int Length => Rank == 0 ? 1 : Shape[0];

    /// <summary>The number of elements: the product of all axes.</summary>
    public int Size { get; }

    /// <summary>Whether only the non-zero elements are stored. <see cref="ToDense"/> gives the same array in full.</summary>
    public bool IsSparse => Sparse is not null;

    /// <summary>The share of elements that are not zero, from 0 to 1; 0 for an array without elements.</summary>
    public double Density
    {
        get
        {
            if (Size == 0) return 0;
            int zeros = Sparse is null ? Values.Count(0f) : Size - Sparse.EntryCount;
            return 1 - (double)zeros / Size;
        }
    }

    /// <summary>The sparse rows of this array, already cut to its slice; null where it is dense.</summary>
    internal SparseRows? Sparse { get; }

    /// <summary>The elements of a dense array as memory that may be kept.</summary>
    internal ReadOnlyMemory<float> Memory => IsSparse ? throw SparseHasNoSpan() : _buffer.AsMemory(_offset, Size);

    /// <summary>All elements in order. Only a dense array has them.</summary>
    internal ReadOnlySpan<float> Values => IsSparse ? throw SparseHasNoSpan() : _buffer.AsSpan(_offset, Size);

    /// <summary>An array of zeros.</summary>
    /// <param name="shape">The size of each axis.</param>
    public static NDArray Zeros(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        RequireKnown(shape);
        return new NDArray(new float[shape.Size], shape);
    }

    /// <summary>Makes a matrix of rows of equal length, which are copied.</summary>
    /// <param name="rows">The rows; none make an array of shape <c>(0, 0)</c>.</param>
    /// <exception cref="ArgumentException">A row is null or has another length than the first.</exception>
    public static NDArray FromRows(params ReadOnlySpan<float[]> rows) => FromRowsOf(rows, nameof(rows));

    /// <summary>
    /// Makes a sparse matrix from the column numbers of each row's non-zero elements, for example multi-hot rows from
    /// sequences of word indices.
    /// </summary>
    /// <param name="rows">
    /// For each row the columns that are not zero, in any order. Without values, a column that a row names twice
    /// counts once.
    /// </param>
    /// <param name="columns">The width of the matrix.</param>
    /// <param name="values">For each row the value at each of its columns, in the same order; null makes all of them 1.</param>
    /// <exception cref="ArgumentException">
    /// A column is outside 0 to <paramref name="columns"/> − 1, a row has another number of values than of columns, or
    /// it gives two values for one column.
    /// </exception>
    public static NDArray SparseFromRows(IReadOnlyList<int[]> rows, int columns, IReadOnlyList<float[]>? values = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return new NDArray(SparseRowsBuilder.Build(rows, columns, values));
    }

    /// <summary>The array as NumPy prints it: <c>[[1.  2.5]</c>, <c> [3.  4. ]]</c>; long ones are cut in the middle.</summary>
    public override string ToString() => NDArrayPrinter.Print(this);

    // Kept beside the shape, because batches are gathered row by row inside a training step.
    private static (Shape Shape, int Size, int RowSize) Measured(Shape shape) =>
        (shape, shape.Size, shape.RowSize);

    private static void RequireKnown(Shape shape)
    {
        if (shape.HasBatch)
            throw new ArgumentException($"An array needs a size for every axis, but the first axis of {shape} is not known.", nameof(shape));
    }

    private static NDArray FromRowsOf<T>(ReadOnlySpan<T[]> rows, string name)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        int columns = rows.IsEmpty ? 0 : rows[0]?.Length ?? throw NullRow(0, name);
        for (int i = 0; i < rows.Length; i++)
        {
            int length = rows[i]?.Length ?? throw NullRow(i, name);
            if (length != columns)
                throw new ArgumentException($"All rows of an array must have the same length, but row 0 has {columns} elements and row {i} has {length}.", name);
        }
        Shape shape = [rows.Length, columns];
        var buffer = GC.AllocateUninitializedArray<float>(shape.Size);
        for (int i = 0; i < rows.Length; i++)
            TensorPrimitives.ConvertTruncating<T, float>(rows[i], buffer.AsSpan(i * columns, columns));
        return new NDArray(buffer, shape);
    }

    private static ArgumentException NullRow(int row, string name) => new($"Row {row} is null; every row must be an array.", name);

    private InvalidOperationException SparseHasNoSpan() => new(
        $"This array of shape {Shape} is sparse: it stores only its non-zero elements and has no span of all of them. Call ToDense() first ({(long)Size * sizeof(float):N0} bytes).");
}
