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

    /// <summary>Reads an array from bytes that are in memory already; numbers are not copied if their order suits.</summary>
    /// <param name="bytes">The whole container.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a container, or fewer than its header says.</exception>
    public static NpyArray Read(ReadOnlyMemory<byte> bytes, string name)
    {
        NpyHeader header = ReadHeader(bytes.Span, name, out int start);
        ReadOnlyMemory<byte> content = bytes[start..];
        if (header.Description.Type == NpyType.IntegerList)
            return new NpyArray(header.Shape, PickledIntegerLists.Read(content.Span, header.Shape, name), name);

        long needed = header.Shape.Elements(1) * header.Description.Size;
        if (needed > content.Length)
            throw Malformed.In(name, $"its header promises {needed:N0} bytes of numbers, shape {header.Shape}, but only {content.Length:N0} are there; it is truncated or damaged");
        content = content[..(int)needed];
        bool mustTranspose = header.FortranOrder && header.Shape.Rank > 1;
        if (!mustTranspose && !header.Description.MustSwap) return new NpyArray(header.Shape, header.Description.Type, content, name);
        // One copy, whatever has to be done to it.
        byte[] numbers = mustTranspose ? Transposed(content.Span, header.Shape, header.Description.Size) : content.ToArray();
        if (header.Description.MustSwap)
            for (int at = 0; at < numbers.Length; at += header.Description.Size) numbers.AsSpan(at, header.Description.Size).Reverse();
        return new NpyArray(header.Shape, header.Description.Type, numbers, name);
    }

    private static NpyHeader ReadHeader(ReadOnlySpan<byte> bytes, string name, out int start)
    {
        if (bytes.Length < 10) throw Malformed.In(name, $"it has only {bytes.Length} bytes");
        if (bytes[0] != 0x93 || !bytes[1..].StartsWith("NUMPY"u8))
            throw Malformed.In(name, "it does not begin as a NumPy file does");
        int version = bytes[6];
        if (version is < 1 or > 3) throw Malformed.In(name, $"it is of version {version} of the .npy format; read are 1, 2 and 3");
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
