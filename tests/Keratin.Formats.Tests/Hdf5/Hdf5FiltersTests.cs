using System.Buffers.Binary;
using System.IO.Compression;

namespace Keratin.Formats.Tests;

public sealed class Hdf5FiltersTests
{
    private const int Deflate = 1, Shuffle = 2, Checksum = 3;

    // A filter has a name and values, in version 1 padded to an even number of them.
    private static byte[] Message(int version, params (int Filter, uint[] Values)[] filters)
    {
        Hdf5Block message = new Hdf5Block().Bytes((byte)version, (byte)filters.Length);
        if (version == 1) message.PadTo(8);
        foreach ((int filter, uint[] values) in filters)
        {
            message.UInt16(filter);
            if (version == 1) message.UInt16(8);
            message.UInt16(0).UInt16(values.Length);
            if (version == 1) message.Bytes("a name!\0"u8);
            foreach (uint value in values) message.UInt32(value);
            if (version == 1 && values.Length % 2 != 0) message.UInt32(0);
        }
        return message.ToArray();
    }

    private static Hdf5Filters Read(params int[] filters) => Hdf5Filters.Read(Message(1, [.. filters.Select(filter => (filter, (uint[])[]))]), 4, "model.h5");

    private static string ErrorOf(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    private static byte[] Packed(byte[] content, int filter) => filter switch
    {
        Deflate => Deflated(content),
        // First all first bytes of the elements of four, then all second ones; what is left over stays.
        Shuffle => [.. Enumerable.Range(0, 4).SelectMany(j => Enumerable.Range(0, content.Length / 4).Select(i => content[4 * i + j])), .. content[(content.Length / 4 * 4)..]],
        _ => [.. content, .. Sums(content)],
    };

    private static byte[] Deflated(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var packed = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true)) packed.Write(content);
        return stream.ToArray();
    }

    // Fletcher's definition: sums of big-endian words modulo 65,535, where an odd last byte is the upper half of a word.
    private static byte[] Sums(byte[] content)
    {
        ulong first = 0, second = 0;
        foreach (byte[] word in content.Chunk(2))
        {
            first = (first + (ulong)(word[0] * 256 + (word.Length > 1 ? word[1] : 0))) % 65535;
            second = (second + first) % 65535;
        }
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)(second << 16 | first));
        return bytes;
    }

    [Theory]
    [InlineData(Deflate)]
    [InlineData(Shuffle)]
    [InlineData(Checksum)]
    [InlineData(Shuffle, Deflate)]
    [InlineData(Shuffle, Deflate, Checksum)]
    [InlineData(Checksum, Shuffle, Deflate)]
    [InlineData(Deflate, Checksum, Shuffle)]
    public void What_was_packed_in_any_order_is_unpacked(params int[] filters)
    {
        foreach (int length in (int[])[0, 4, 7, 100, 40_001])
        {
            byte[] content = new byte[length];
            new Random(length).NextBytes(content);
            byte[] packed = filters.Aggregate(content, Packed);

            Assert.Equal(content, Read(filters).Unpack(packed, 0, length));
        }
    }

    [Fact]
    public void A_filter_that_was_left_out_is_not_undone()
    {
        byte[] content = [1, 2, 3, 4, 5, 6, 7, 8];

        Assert.Equal(content, Read(Shuffle, Deflate, Checksum).Unpack(Packed(content, Shuffle), 0b110, 8));
        Assert.Equal(content, Read(Shuffle, Deflate, Checksum).Unpack(Packed(content, Deflate), 0b101, 8));
        Assert.Equal(content, Read(Shuffle, Deflate, Checksum).Unpack(Packed(content, Checksum), 0b011, 8));
        Assert.Equal(content, Read(Shuffle, Deflate, Checksum).Unpack(content, 0b111, 8));
    }

    [Fact]
    public void So_many_bytes_cannot_be_packed_into_fewer_than_deflate_makes_of_zeros()
    {
        Assert.True(Read(Deflate).CanUnpack(10, 0, 10_320));
        Assert.False(Read(Deflate).CanUnpack(10, 0, 10_321));
        Assert.False(Read(Deflate).CanUnpack(10, 1, 11));
        Assert.True(Read(Shuffle, Checksum).CanUnpack(10, 0, 10));
        Assert.False(Read(Shuffle, Checksum).CanUnpack(10, 0, 11));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Names_and_values_of_filters_are_passed_over(int version)
    {
        byte[] content = [1, 2, 3, 4, 5, 6, 7, 8];
        Hdf5Filters filters = Hdf5Filters.Read(Message(version, (Shuffle, [4]), (Checksum, []), (Deflate, [9, 7])), 4, "model.h5");

        Assert.Equal(content, filters.Unpack(Deflated(Packed(Packed(content, Shuffle), Checksum)), 0, 8));
        Assert.Equal(content, Hdf5Filters.Read(null, 4, "model.h5").Unpack(content, 0, 8));
    }

    [Fact]
    public void A_message_that_is_not_read_is_refused()
    {
        foreach (int version in (int[])[0, 3]) Assert.Contains($"its list of filters is of version {version}; read are 1 and 2", ErrorOf(() => Hdf5Filters.Read(Message(version), 4, "model.h5")));
        Assert.Contains("it is packed by the filter 4; read are gzip, shuffle and fletcher32", ErrorOf(() => Read(4)));
        Assert.Contains("it is shuffled for another element type", ErrorOf(() => Hdf5Filters.Read(Message(1, (Shuffle, [8])), 4, "model.h5")));
        Hdf5Filters.Read(Message(1, (Shuffle, [4, 8]), (Deflate, [8])), 4, "model.h5");
    }

    [Fact]
    public void What_does_not_unpack_to_its_size_is_refused()
    {
        byte[] content = [1, 2, 3, 4, 5, 6, 7, 8];

        foreach (int size in (int[])[7, 9])
        {
            Assert.Contains($"a chunk unpacks to 8 bytes where {size} belong", ErrorOf(() => Read(Deflate).Unpack(Deflated(content), 0, size)));
            Assert.Contains($"a chunk unpacks to 8 bytes where {size} belong", ErrorOf(() => Read(Checksum).Unpack(Packed(content, Checksum), 0, size)));
        }
        Assert.Contains("a chunk lacks its checksum", ErrorOf(() => Read(Checksum).Unpack([1, 2, 3], 0, 0)));
        Assert.Contains("a chunk's checksum is wrong", ErrorOf(() => Read(Checksum).Unpack([1, 2, 3, 4, 5], 0, 1)));
        Assert.Contains("a chunk cannot be unpacked", ErrorOf(() => Read(Deflate).Unpack([.. Deflated(content)[..^1], 77], 0, 8)));
    }
}
