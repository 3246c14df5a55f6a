using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>
/// An array as a NumPy file holds it: a shape, an element type and the elements in row-major order (the last axis is
/// contiguous), whatever order the file has.
/// </summary>
public sealed class NpyArray
{
    private readonly string _name;
    private readonly int[][]? _lists;

    internal NpyArray(Shape shape, NpyType type, ReadOnlyMemory<byte> bytes, string name)
    {
        Shape = shape;
        Type = type;
        Bytes = bytes;
        _name = name;
    }

    internal NpyArray(Shape shape, int[][] lists, string name)
        : this(shape, NpyType.IntegerList, ReadOnlyMemory<byte>.Empty, name) => _lists = lists;

    /// <summary>The sizes of the axes; <c>()</c> for a single number.</summary>
    public Shape Shape { get; }

    /// <summary>What one element is in the file.</summary>
    public NpyType Type { get; }

    /// <summary>The elements as this machine holds numbers; empty for lists.</summary>
    internal ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Makes an array of numbers that can be written to a file. The values are copied.</summary>
    /// <typeparam name="T">bool, sbyte, short, int, long, byte, ushort, uint, ulong, float or double.</typeparam>
    /// <param name="values">The elements in row-major order.</param>
    /// <param name="shape">The sizes of the axes.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than the shape has elements.</exception>
    /// <exception cref="NotSupportedException">The element type has no place in the format.</exception>
    public static NpyArray Create<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.HasBatch) throw new ArgumentException("An array that is written has a known size along every axis.", nameof(shape));
        if (values.Length != shape.Size)
            throw new ArgumentException($"The shape {shape} has {shape.Size} elements, but {values.Length} values were given.", nameof(values));
        return new NpyArray(shape, TypeOf<T>(), MemoryMarshal.AsBytes(values).ToArray(), "array");
    }

    /// <summary>The elements as numbers of the wanted type, in row-major order, in an array of the caller's own.</summary>
    /// <typeparam name="T">Any number type; a truth value counts as 0 or 1.</typeparam>
    /// <exception cref="InvalidDataException">The elements are lists, or one has no place in the wanted type: it is out
    /// of range, or a fraction where an integer is wanted. Rounding to a shorter floating-point type is no error.</exception>
    public T[] ToArray<T>() where T : unmanaged, INumber<T> => Type switch
    {
        NpyType.Boolean or NpyType.UInt8 => Convert<byte, T>(),
        NpyType.Int8 => Convert<sbyte, T>(),
        NpyType.Int16 => Convert<short, T>(),
        NpyType.Int32 => Convert<int, T>(),
        NpyType.Int64 => Convert<long, T>(),
        NpyType.UInt16 => Convert<ushort, T>(),
        NpyType.UInt32 => Convert<uint, T>(),
        NpyType.UInt64 => Convert<ulong, T>(),
        NpyType.Float32 => Convert<float, T>(),
        NpyType.Float64 => Convert<double, T>(),
        _ => throw Malformed.In(_name, "it holds lists of integers where numbers are wanted"),
    };

    /// <summary>The elements as an array of 32-bit floating-point numbers of the same shape.</summary>
    /// <exception cref="InvalidDataException">The elements are lists.</exception>
    public NDArray ToNDArray() => new(ToArray<float>(), Shape);

    /// <summary>An array that is written as <c>f4</c>; a sparse one in full.</summary>
    /// <param name="array">An array of any shape.</param>
    public static implicit operator NpyArray(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Create<float>(array.ToArray(), array.Shape);
    }

    /// <summary>The lists of an array of lists of integers: NumPy's object array. Rows that share a list in the file share it here.</summary>
    /// <exception cref="InvalidDataException">The elements are single numbers.</exception>
    public int[][] ToIntegerLists() =>
        _lists ?? throw Malformed.In(_name, $"it holds single numbers of the type {Type}, shape {Shape}, where lists of integers are wanted");

    private TTo[] Convert<TFrom, TTo>() where TFrom : unmanaged, INumber<TFrom> where TTo : unmanaged, INumber<TTo>
    {
        ReadOnlySpan<TFrom> source = MemoryMarshal.Cast<byte, TFrom>(Bytes.Span);
        if (typeof(TFrom) == typeof(TTo)) return MemoryMarshal.Cast<TFrom, TTo>(source).ToArray();
        bool mustBeWhole = TTo.IsInteger(TTo.One / (TTo.One + TTo.One));
        var result = new TTo[source.Length];
        for (int i = 0; i < result.Length; i++)
        {
            if (mustBeWhole && !TFrom.IsInteger(source[i])) throw Malformed.In(_name, string.Create(CultureInfo.InvariantCulture, $"its element {i} is {source[i]}, where a whole number is wanted"));
            try
            {
                result[i] = TTo.CreateChecked(source[i]);
            }
            catch (OverflowException error)
            {
                throw Malformed.In(_name, string.Create(CultureInfo.InvariantCulture, $"its element {i} is {source[i]}, out of the range of {typeof(TTo).Name}"), error);
            }
        }
        return result;
    }

    private static NpyType TypeOf<T>() =>
        typeof(T) == typeof(bool) ? NpyType.Boolean
        : typeof(T) == typeof(sbyte) ? NpyType.Int8
        : typeof(T) == typeof(short) ? NpyType.Int16
        : typeof(T) == typeof(int) ? NpyType.Int32
        : typeof(T) == typeof(long) ? NpyType.Int64
        : typeof(T) == typeof(byte) ? NpyType.UInt8
        : typeof(T) == typeof(ushort) ? NpyType.UInt16
        : typeof(T) == typeof(uint) ? NpyType.UInt32
        : typeof(T) == typeof(ulong) ? NpyType.UInt64
        : typeof(T) == typeof(float) ? NpyType.Float32
        : typeof(T) == typeof(double) ? NpyType.Float64
        : throw new NotSupportedException($"A .npy file has no element type for {typeof(T).Name}.");
}
