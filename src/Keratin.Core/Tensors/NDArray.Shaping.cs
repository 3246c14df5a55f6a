using Keratin.Core;

namespace Keratin;

public sealed partial class NDArray
{
    /// <summary>The same elements in the same order under another shape, over the same memory.</summary>
    /// <param name="sizes">
    /// The size of each axis; one of them may be −1 and is then found from the others. A sparse array is made dense
    /// unless the shape stays.
    /// </param>
    /// <exception cref="ArgumentException">The sizes don't give the array's number of elements.</exception>
    public NDArray Reshape(params ReadOnlySpan<int> sizes)
    {
        int[] resolved = sizes.ToArray();
        int unknown = resolved.IndexOf(-1);
        long known = 1;
        for (int axis = 0; axis < resolved.Length; axis++)
        {
            if (axis == unknown) continue;
            if (resolved[axis] < 0)
                throw new ArgumentException($"The sizes of a shape are zero or positive, and one of them may be -1; {Words(sizes)} was given.", nameof(sizes));
            known = Math.Min(known * resolved[axis], long.MaxValue / int.MaxValue);
        }
        if (unknown >= 0 && known > 0 && Size % known == 0) resolved[unknown] = (int)(Size / known);
        else if (unknown >= 0 || known != Size)
            throw new ArgumentException($"An array of shape {Shape} has {Size} elements and can't take the shape {Words(sizes)}.", nameof(sizes));
        Shape shape = resolved;
        if (shape == Shape) return this;
        return new NDArray(ToDense()._buffer, _offset, shape);
    }

    /// <summary>All elements as a vector, over the same memory; a sparse array is made dense.</summary>
    public NDArray Flatten() => Reshape(Size);

    /// <summary>The matrix with rows and columns exchanged, copied; a vector or single number is returned as it is.</summary>
    /// <returns>A dense array.</returns>
    /// <exception cref="InvalidOperationException">The array has more than two axes.</exception>
    public NDArray Transpose()
    {
        if (Rank < 2) return this;
        if (Rank > 2) throw new InvalidOperationException($"Only a matrix can be transposed, but this array has the shape {Shape}.");
        int rows = Shape[0], columns = Shape[1];
        ReadOnlySpan<float> values = ToDense().Values;
        var transposed = new float[values.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = values[row * columns + column];
        return new NDArray(transposed, [columns, rows]);
    }

    /// <summary>Joins arrays along their first axis: one below the other.</summary>
    /// <param name="arrays">At least one array; all axes but the first must agree.</param>
    /// <returns>A copy; sparse where all arrays are.</returns>
    /// <exception cref="ArgumentException">There is no array, one is null or a single number, or their shapes don't agree.</exception>
    public static NDArray Concatenate(params ReadOnlySpan<NDArray> arrays) => Concatenate(arrays, axis: 0);

    /// <summary>Joins arrays along one of their axes.</summary>
    /// <param name="arrays">At least one array; all axes but the joined one must agree.</param>
    /// <param name="axis">The axis that grows; −1 is the last.</param>
    /// <returns>A copy; sparse where all arrays are and the axis is 0.</returns>
    /// <exception cref="ArgumentException">There is no array, one is null or a single number, or their shapes don't agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The arrays have no such axis.</exception>
    public static NDArray Concatenate(ReadOnlySpan<NDArray> arrays, int axis)
    {
        if (arrays.IsEmpty) throw new ArgumentException("There must be at least one array to join.", nameof(arrays));
        Shape shape = JoinedShape(arrays, ref axis);
        if (axis == 0 && AllSparse(arrays)) return JoinSparse(arrays);
        var joined = GC.AllocateUninitializedArray<float>(shape.Size);
        int run = shape[axis..].Size, start = 0;
        foreach (NDArray array in arrays)
        {
            // Along the joined axis and those behind it an array's elements are one block, repeated per outer position.
            ReadOnlySpan<float> values = array.ToDense().Values;
            int block = array.Shape[axis..].Size;
            for (int from = 0, to = start; from < values.Length; from += block, to += run)
                values.Slice(from, block).CopyTo(joined.AsSpan(to));
            start += block;
        }
        return new NDArray(joined, shape);
    }

    private static Shape JoinedShape(ReadOnlySpan<NDArray> arrays, ref int axis)
    {
        for (int i = 0; i < arrays.Length; i++)
            if (arrays[i] is null) throw new ArgumentException($"Array {i} is null; every array to join must be given.", nameof(arrays));
        Shape first = arrays[0].Shape;
        if (first.Rank == 0) throw new ArgumentException("Single numbers, of shape (), have no axis to be joined along.", nameof(arrays));
        axis = arrays[0].Axis(axis);
        int[] sizes = first.ToArray();
        for (int i = 1; i < arrays.Length; i++)
        {
            Shape shape = arrays[i].Shape;
            if (shape.Rank != first.Rank || shape[..axis] != first[..axis] || shape[(axis + 1)..] != first[(axis + 1)..])
                throw new ArgumentException($"Arrays joined along axis {axis} must agree in all other axes, but array 0 has the shape {first} and array {i} has {shape}.", nameof(arrays));
            sizes[axis] = checked(sizes[axis] + shape[axis]);
        }
        return sizes;
    }

    private static bool AllSparse(ReadOnlySpan<NDArray> arrays)
    {
        foreach (NDArray array in arrays)
            if (!array.IsSparse) return false;
        return true;
    }

    private static NDArray JoinSparse(ReadOnlySpan<NDArray> arrays)
    {
        var parts = new SparseRows[arrays.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = arrays[i].Sparse!;
        return new NDArray(SparseRows.Concatenate(parts));
    }

    private static string Words(ReadOnlySpan<int> sizes) => $"({string.Join(", ", sizes.ToArray())}{(sizes.Length == 1 ? "," : "")})";
}
