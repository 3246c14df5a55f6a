using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>
/// Reads the safetensors container by the rules of its reference implementation: arrays stand one behind the other,
/// without overlap and without a hole, and cover all of the file, so that reading takes no more memory than the file is long.
/// </summary>
internal static class SafetensorsReader
{
    private const int LengthSize = 8, BlockSize = 1 << 16;
    private const long LongestHeader = 100_000_000;

    /// <summary>Reads all arrays.</summary>
    /// <param name="stream">A seekable stream of the whole file.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The file is damaged, truncated, or holds what is not read here.</exception>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        SafetensorsHeader header = ReadHeader(stream, name);
        foreach (SafetensorsEntry entry in header.Entries)
            if (!SafetensorsEntry.TryFind(entry.Type, out _, out _)) throw Malformed.In(PartOf(name, entry), $"its elements are of the type '{entry.Type}', which is not read here");

        long start = stream.Position;
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in header.Entries)
        {
            stream.Position = start + entry.Begin;
            arrays.Add(entry.Name, Array(entry, stream, PartOf(name, entry)));
        }
        return new SafetensorsFile(arrays, header.Metadata, name);
    }

    /// <summary>Reads what a file says of its arrays, which may be of types that are not read here; the stream stands behind it then.</summary>
    /// <inheritdoc cref="Read"/>
    public static SafetensorsHeader ReadHeader(Stream stream, string name)
    {
        if (stream.Length < LengthSize) throw Malformed.In(name, $"it has only {stream.Length} bytes");
        long length = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(Take(stream, LengthSize)), long.MaxValue);
        if (length > LongestHeader) throw Malformed.In(name, $"its header has {length:N0} bytes, and {LongestHeader:N0} are the most that is read");
        if (length > stream.Length - LengthSize) throw Malformed.In(name, "it ends within its header");
        byte[] json = Take(stream, length);
        if (json is not [(byte)'{', ..]) throw Malformed.In(name, "it does not begin as a safetensors file does");
        SafetensorsHeader header = SafetensorsHeader.Parse(json, name);
        CheckPlaces(header.Entries, stream.Length - LengthSize - length, name);
        return header;
    }

    private static string PartOf(string name, SafetensorsEntry entry) => $"{name}, array '{entry.Name}',";

    private static void CheckPlaces(List<SafetensorsEntry> entries, long available, string name)
    {
        long at = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            string part = PartOf(name, entry);
            long declared = entry.End - entry.Begin, needed = SafetensorsEntry.TryFind(entry.Type, out _, out int size) ? (long)entry.Shape.Size * size : declared;
            if (entry.Begin != at) throw Malformed.In(part, $"its bytes begin at {entry.Begin:N0} where {at:N0} is expected: there is a hole or an overlap");
            if (declared != needed || declared < 0) throw Malformed.In(part, $"its shape {entry.Shape} needs {needed:N0} bytes of numbers, but {declared:N0} are declared");
            if (entry.End > available) throw Malformed.In(part, $"its bytes should end at {entry.End:N0}, and the file has {available:N0}; it is truncated");
            if ((long)entry.Shape.Size * MemorySize(entry.Type, size) > System.Array.MaxLength) throw Malformed.In(part, $"its {entry.Shape.Size:N0} numbers are more than one array can hold");
            at = entry.End;
        }
        if (at != available) throw Malformed.In(name, $"{available - at:N0} bytes at its end belong to no array");
    }

    private static int MemorySize(string type, int size) => type is "F16" or "BF16" ? sizeof(float) : size;

    private static NpyArray Array(SafetensorsEntry entry, Stream stream, string part)
    {
        SafetensorsEntry.TryFind(entry.Type, out NpyType type, out int size);
        if (entry.Type is "F16" or "BF16") return new NpyArray(entry.Shape, type, Widened(stream, entry.Shape.Size, entry.Type == "BF16"), part);
        byte[] bytes = Take(stream, entry.End - entry.Begin);
        if (!BitConverter.IsLittleEndian) ByteOrder.Swap(bytes, size);
        return new NpyArray(entry.Shape, type, bytes, part);
    }

    // Block by block, so that memory is taken for the wide numbers only. A bfloat16 is the upper half of a 32-bit number.
    private static byte[] Widened(Stream stream, int count, bool upperHalf)
    {
        var bytes = new byte[(long)count * sizeof(float)];
        Span<float> numbers = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        Span<byte> block = new byte[Math.Min(BlockSize, 2L * count)];
        for (; numbers.Length > 0; numbers = numbers[(block.Length / 2)..])
        {
            block = block[..Math.Min(block.Length, 2 * numbers.Length)];
            stream.ReadExactly(block);
            for (int i = 0; 2 * i < block.Length; i++)
            {
                ushort half = BinaryPrimitives.ReadUInt16LittleEndian(block[(2 * i)..]);
                numbers[i] = upperHalf ? BitConverter.UInt32BitsToSingle((uint)half << 16) : (float)BitConverter.UInt16BitsToHalf(half);
            }
        }
        return bytes;
    }

    private static byte[] Take(Stream stream, long count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
