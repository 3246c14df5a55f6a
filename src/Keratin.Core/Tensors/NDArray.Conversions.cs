using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Keratin.Core;

namespace Keratin;

public sealed partial class NDArray
{
    /// <summary>A vector over the given values, which are shared, not copied.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator NDArray(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NDArray(values, [values.Length]);
    }

    /// <summary>A matrix with a copy of the given values.</summary>
    /// <param name="values">The elements, indexed by row and column.</param>
    public static implicit operator NDArray(float[,] values) => FromGrid(values);

    /// <summary>A matrix with a copy of the given rows, which must have equal lengths.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="ArgumentException">A row is null or has another length than the first.</exception>
    public static implicit operator NDArray(float[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return FromRowsOf<float>(rows, nameof(rows));
    }

    /// <summary>A vector with the given values, each rounded to the nearest 32-bit number.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator NDArray(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Rounded<double>(values, [values.Length]);
    }

    /// <summary>A matrix with the given values, each rounded to the nearest 32-bit number.</summary>
    /// <param name="values">The elements, indexed by row and column.</param>
    public static implicit operator NDArray(double[,] values) => FromGrid(values);

    /// <summary>A matrix with the given rows, each element rounded to the nearest 32-bit number.</summary>
    /// <param name="rows">The rows, of equal lengths.</param>
    /// <exception cref="ArgumentException">A row is null or has another length than the first.</exception>
    public static implicit operator NDArray(double[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return FromRowsOf<double>(rows, nameof(rows));
    }

    /// <summary>A vector with the given whole numbers; beyond ±16,777,216 they are rounded to the nearest 32-bit float.</summary>
    /// <param name="values">The elements, for example class labels.</param>
    public static implicit operator NDArray(int[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Rounded<int>(values, [values.Length]);
    }

    /// <summary>A matrix with the given whole numbers; beyond ±16,777,216 they are rounded to the nearest 32-bit float.</summary>
    /// <param name="values">The elements, indexed by row and column.</param>
    public static implicit operator NDArray(int[,] values) => FromGrid(values);

    /// <summary>An array with a copy of a tensor's elements, also where the tensor is strided.</summary>
    /// <param name="tensor">A tensor of any rank.</param>
    public static implicit operator NDArray(Tensor<float> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var sizes = new int[tensor.Rank];
        for (int axis = 0; axis < sizes.Length; axis++) sizes[axis] = checked((int)tensor.Lengths[axis]);
        NDArray array = Zeros(sizes);
        if (array.Size > 0) tensor.FlattenTo(array._buffer);
        return array;
    }

    /// <summary>The elements of a dense array, row by row, without copying.</summary>
    /// <param name="array">A dense array of any rank.</param>
    /// <exception cref="InvalidOperationException">The array is sparse.</exception>
    public static implicit operator ReadOnlySpan<float>(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.Values;
    }

    /// <summary>The number in an array that holds exactly one.</summary>
    /// <param name="array">An array of one element and any rank.</param>
    /// <exception cref="InvalidOperationException">The array has no element or more than one.</exception>
    public static explicit operator float(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.Item();
    }

    /// <summary>The elements of a dense array, row by row, without copying.</summary>
    /// <exception cref="InvalidOperationException">The array is sparse; <see cref="ToDense"/> or <see cref="ToArray"/> helps.</exception>
    public ReadOnlySpan<float> AsSpan() => Values;

    /// <summary>A copy of the elements, row by row; also of a sparse array, with its zeros.</summary>
    public float[] ToArray()
    {
        if (Sparse is null) return Values.ToArray();
        var values = new float[Size];
        for (int row = 0; row < Sparse.RowCount; row++)
            Sparse.Scatter(row, values.AsSpan(row * Sparse.Columns, Sparse.Columns));
        return values;
    }

    /// <summary>
    /// A tensor of the same shape with a copy of the elements. A tensor has at least one axis: a single number becomes
    /// one of shape <c>(1,)</c>.
    /// </summary>
    public Tensor<float> ToTensor()
    {
        Shape shape = Rank == 0 ? [1] : Shape;
        return Tensor.Create(ToArray(), [.. shape.Select(size => (nint)size)]);
    }

    /// <summary>The same array with all elements stored: itself where it is dense, else a copy of 4 bytes per element.</summary>
    public NDArray ToDense() => IsSparse ? new NDArray(ToArray(), Shape) : this;

    /// <summary>The same matrix with only its non-zero elements stored: itself where it is sparse, else a copy.</summary>
    /// <exception cref="InvalidOperationException">The array has not two axes.</exception>
    internal NDArray ToSparse()
    {
        if (IsSparse) return this;
        if (Rank != 2) throw new InvalidOperationException($"Only a matrix can be sparse, but this array has the shape {Shape}.");
        return new NDArray(SparseRowsBuilder.FromDense(Values, Shape[0], Shape[1]));
    }

    private static NDArray FromGrid<T>(T[,] values) where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        ref T first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values));
        return Rounded(MemoryMarshal.CreateReadOnlySpan(ref first, values.Length), [values.GetLength(0), values.GetLength(1)]);
    }

    private static NDArray Rounded<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged, INumberBase<T>
    {
        var buffer = GC.AllocateUninitializedArray<float>(values.Length);
        TensorPrimitives.ConvertTruncating(values, buffer.AsSpan());
        return new NDArray(buffer, shape);
    }
}
