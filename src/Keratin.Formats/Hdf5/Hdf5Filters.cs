using System.Buffers.Binary;
using System.IO.Compression;

namespace Keratin.Formats;

/// <summary>How the chunks of a dataset are packed: deflated, shuffled (first all first bytes of the elements, then all
/// second ones, ...), with a checksum behind; in any order.</summary>
internal sealed class Hdf5Filters
{
    private const int Deflate = 1, Shuffle = 2, Checksum = 3;
    private const int ChecksumSize = 4;

    // Deflate shrinks zeros 1,032-fold at best.
    private const long MostGrowth = 1032;

    private readonly List<int> _filters = [];
    private readonly int _elementSize;
    private readonly string _part;

    private Hdf5Filters(int elementSize, string part) => (_elementSize, _part) = (elementSize, part);

    /// <summary>Reads a filter message.</summary>
    /// <param name="message">The message; null where nothing is packed.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="part">The file and the dataset, for errors.</param>
    public static Hdf5Filters Read(ReadOnlyMemory<byte>? message, int elementSize, string part)
    {
        var filters = new Hdf5Filters(elementSize, part);
        if (message is null) return filters;
        var cursor = new Hdf5Cursor(message.Value.Span, part);
        int version = cursor.Byte(), count = cursor.Byte();
        if (version is not (1 or 2)) throw Malformed.In(part, $"its list of filters is of version {version}; read are 1 and 2");
        if (version == 1) cursor.Skip(6);
        for (int i = 0; i < count; i++)
        {
            int filter = cursor.UInt16();
            if (filter is not (Deflate or Shuffle or Checksum)) throw Malformed.In(part, $"it is packed by the filter {filter}; read are gzip, shuffle and fletcher32");
            if (filters._filters.Contains(filter)) throw Malformed.In(part, $"it is packed by the filter {filter} twice; the file is damaged");
            int nameSize = version == 1 ? cursor.UInt16() : 0;
            cursor.Skip(2);
            int values = cursor.UInt16();
            cursor.Skip(nameSize);
            for (int value = 0; value < values; value++)
            {
                uint number = cursor.UInt32();
                if (filter == Shuffle && value == 0 && number != elementSize) throw Malformed.In(part, "it is shuffled for another element type; the file is damaged");
            }
            if (version == 1 && values % 2 != 0) cursor.Skip(4);
            filters._filters.Add(filter);
        }
        return filters;
    }

    /// <summary>Whether a chunk can have been packed from so many bytes.</summary>
    /// <param name="stored">Bytes in the file.</param>
    /// <param name="skipped">A bit for each filter that was left out.</param>
    /// <param name="size">Bytes when unpacked.</param>
    public bool CanUnpack(int stored, uint skipped, int size) => size <= (Applied(skipped).Contains(Deflate) ? MostGrowth : 1) * stored;

    /// <summary>Unpacks a chunk.</summary>
    /// <param name="stored">The chunk as it stands in the file.</param>
    /// <param name="skipped">A bit for each filter that was left out.</param>
    /// <param name="size">Bytes when unpacked.</param>
    public ReadOnlySpan<byte> Unpack(byte[] stored, uint skipped, int size)
    {
        ReadOnlyMemory<byte> content = stored;
        int packed = size + (Applied(skipped).Contains(Checksum) ? ChecksumSize : 0);
        foreach (int filter in Applied(skipped).Reverse())
        {
            content = filter switch
            {
                Deflate => Inflated(content, packed),
                Shuffle => Unshuffled(content.Span),
                _ => Verified(content),
            };
        }
        return content.Length == size ? content.Span : throw Malformed.In(_part, $"a chunk unpacks to {content.Length:N0} bytes where {size:N0} belong; the file is damaged");
    }

    private IEnumerable<int> Applied(uint skipped) => _filters.Where((_, i) => (skipped >> i & 1) == 0);

    private ReadOnlyMemory<byte> Inflated(ReadOnlyMemory<byte> content, int most)
    {
        // One byte more than there may be shows what is too long, and makes the stream look at its checksum.
        var bytes = new byte[most + 1];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
            return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        // Besides the error for damaged data, an IOException comes where the stream asks for what only its writer has.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Malformed.In(_part, "a chunk cannot be unpacked; the file is damaged", error);
        }
    }

    private byte[] Unshuffled(ReadOnlySpan<byte> content)
    {
        int elements = content.Length / _elementSize;
        byte[] bytes = content.ToArray();
        for (int i = 0; i < elements; i++)
            for (int j = 0; j < _elementSize; j++) bytes[i * _elementSize + j] = content[j * elements + i];
        return bytes;
    }

    private ReadOnlyMemory<byte> Verified(ReadOnlyMemory<byte> content)
    {
        if (content.Length < ChecksumSize) throw Malformed.In(_part, "a chunk lacks its checksum; the file is damaged");
        ReadOnlyMemory<byte> bytes = content[..^ChecksumSize];
        return Fletcher32(bytes.Span) == BinaryPrimitives.ReadUInt32LittleEndian(content.Span[^ChecksumSize..])
            ? bytes : throw Malformed.In(_part, "a chunk's checksum is wrong; the file is damaged");
    }

    // Fletcher's sums of big-endian words modulo 65,535, with an odd last byte as the upper half of a word.
    private static uint Fletcher32(ReadOnlySpan<byte> bytes)
    {
        uint first = 0, second = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            first += (uint)(bytes[i] << 8 | (i + 1 < bytes.Length ? bytes[i + 1] : 0));
            first = (first & 0xFFFF) + (first >> 16);
            second += first;
            second = (second & 0xFFFF) + (second >> 16);
        }
        return second << 16 | first;
    }
}
