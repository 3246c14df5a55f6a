using System.Buffers.Binary;
using System.Text;

namespace Keratin.Formats;

/// <summary>
/// Reads the <c>.npy</c> container, versions 1 to 3: a magic string, a length, a Python dictionary as text, and the
/// elements. Specification: <see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>.
/// </summary>
internal static class NpyReader
{
    // The limit of NumPy itself; real headers have about a hundred characters.
    private const int LongestHeader = 10_000;

    /// <summary>As many bytes as a container has before its elements at most.</summary>
    public const int LongestStart = 12 + LongestHeader;

    /// <summary>Reads an array from bytes that are in memory already; numbers are not copied if their order suits.</summary>
    /// <param name="bytes">The whole container.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a container, or fewer than its header says.</exception>
    public static NpyArray Read(ReadOnlyMemory<byte> bytes, string name)
    {
        NpyHeader header = ReadHeader(bytes.Span, name, out int start);
        if (!NpyDescription.TryParse(header.Code, out NpyDescription description))
            throw Malformed.In(name, $"its elements are of the type '{header.Code}'; read are b1, i1 to i8, u1 to u8, f4, f8 and lists of integers");
        ReadOnlyMemory<byte> content = bytes[start..];
        if (description.Type == NpyType.IntegerList)
            return new NpyArray(header.Shape, PickledIntegerLists.Read(content.Span, header.Shape, name), name);

        content = content[..(int)Needed(header.Shape, description, content.Length, name)];
        bool mustTranspose = header.FortranOrder && header.Shape.Rank > 1;
        if (!mustTranspose && !description.MustSwap) return new NpyArray(header.Shape, description.Type, content, name);
        // One copy, whatever has to be done to it.
        byte[] numbers = mustTranspose ? Transposed(content.Span, header.Shape, description.Size) : content.ToArray();
        if (description.MustSwap) ByteOrder.Swap(numbers, description.Size);
        return new NpyArray(header.Shape, description.Type, numbers, name);
    }

    /// <summary>What a container says of its array, which may be of a type that is not read here. Its elements are not looked at.</summary>
    /// <param name="start">The container's beginning: all of it, or <see cref="LongestStart"/> bytes.</param>
    /// <param name="length">The length of all of it.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a container, or fewer than its header says.</exception>
    public static NpyHeader Describe(ReadOnlySpan<byte> start, long length, string name)
    {
        NpyHeader header = ReadHeader(start, name, out int elements);
        if (NpyDescription.TryParse(header.Code, out NpyDescription description)) Needed(header.Shape, description, length - elements, name);
        return header;
    }

    private static long Needed(Shape shape, NpyDescription description, long there, string name)
    {
        long needed = shape.Elements(1) * description.Size;
        return needed <= there ? needed : throw Malformed.In(name, $"its header promises {needed:N0} bytes of numbers, shape {shape}, but only {there:N0} are there; it is truncated or damaged");
    }

    private static NpyHeader ReadHeader(ReadOnlySpan<byte> bytes, string name, out int start)
    {
        if (bytes.Length < 10) throw Malformed.In(name, $"it has only {bytes.Length} bytes");
        if (bytes[0] != 0x93 || !bytes[1..].StartsWith("NUMPY"u8))
            throw Malformed.In(name, "it does not begin as a NumPy file does");
        int version = bytes[6];
        if (version is < 1 or > 3 || bytes[7] != 0) throw Malformed.In(name, $"it is of version {version}.{bytes[7]} of the .npy format; read are 1.0, 2.0 and 3.0");
        int lengthBytes = version == 1 ? 2 : 4;
        if (bytes.Length < 8 + lengthBytes) throw Malformed.In(name, "it ends within its header");
        long length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > LongestHeader) throw Malformed.In(name, $"its header has {length:N0} bytes, and {LongestHeader:N0} are the most that is read");
        if (length > bytes.Length - 8 - lengthBytes) throw Malformed.In(name, "it ends within its header");
        start = 8 + lengthBytes + (int)length;
        Encoding encoding = version == 3 ? Encoding.UTF8 : Encoding.Latin1;
        return NpyHeader.Parse(encoding.GetString(bytes[(8 + lengthBytes)..start]), name);
    }

    // Walks the result in order and keeps the place in the column-major source beside it, axis by axis.
    private static byte[] Transposed(ReadOnlySpan<byte> source, Shape shape, int size)
    {
        var result = new byte[source.Length];
        var strides = new int[shape.Rank];
        var index = new int[shape.Rank];
        int stride = size;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        int from = 0;
        for (int to = 0; to < result.Length; to += size)
        {
            source.Slice(from, size).CopyTo(result.AsSpan(to));
            for (int axis = shape.Rank - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis]) break;
                from -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return result;
    }
}
