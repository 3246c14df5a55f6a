using System.Buffers.Binary;

namespace Keratin.Formats.Tests;

public sealed class Hdf5FileTests
{
    // What samples.py calls TABLE: the numbers from -2 in steps of a quarter, in five rows.
    private static readonly float[] Table = [.. Enumerable.Range(0, 20).Select(i => i / 4f - 2)];

    private static Hdf5File Open(byte[] bytes) => Hdf5File.Open(new MemoryStream(bytes), "model.h5");

    private static string ErrorOf(byte[] bytes, Action<Hdf5File> read) => Assert.Throws<InvalidDataException>(() => read(Open(bytes))).Message;

    [Theory]
    [InlineData("f16", nameof(Hdf5Element.Float16), 0.5f, -2f, 65504f)]
    [InlineData("big_f32", nameof(Hdf5Element.Float32), 1.5f, -2f)]
    [InlineData("big_i2", nameof(Hdf5Element.Int16), 1f, -2f)]
    [InlineData("bfloat16", nameof(Hdf5Element.BFloat16), 1f, -3f, float.PositiveInfinity)]
    [InlineData("i1", nameof(Hdf5Element.Int8), 1f, -1f)]
    [InlineData("i2", nameof(Hdf5Element.Int16), 1f, -1f)]
    [InlineData("i4", nameof(Hdf5Element.Int32), 1f, -1f)]
    [InlineData("i8", nameof(Hdf5Element.Int64), 1f, -1f)]
    [InlineData("u1", nameof(Hdf5Element.UInt8), 1f, 255f)]
    [InlineData("u2", nameof(Hdf5Element.UInt16), 1f, 255f)]
    [InlineData("u4", nameof(Hdf5Element.UInt32), 1f, 255f)]
    [InlineData("u8", nameof(Hdf5Element.UInt64), 1f, 255f)]
    [InlineData("bool", nameof(Hdf5Element.Int8), 1f, 0f, 1f)]
    [InlineData("compact", nameof(Hdf5Element.Float32), 7f, 8f, 9f)]
    [InlineData("line", nameof(Hdf5Element.Float64), 0f, 1f, 2f, 3f, 4f, 5f, 6f)]
    public void Numbers_of_every_type_become_singles(string path, string element, params float[] expected)
    {
        Hdf5File file = Open(Hdf5Samples.Readable);

        Assert.Equal(element, file.ElementOf(path).ToString());
        Assert.Equal(expected, file.ReadSingles(path, [expected.Length]));
    }

    [Theory]
    [InlineData("f64")]
    [InlineData("chunks_plain")]
    [InlineData("chunks_gzip")]
    [InlineData("chunks_shuffled")]
    [InlineData("chunks_checked")]
    [InlineData("chunks_checksum")]
    [InlineData("chunks_resizable")]
    public void Numbers_are_read_however_they_are_laid_out(string path) => Assert.Equal(Table, Open(Hdf5Samples.Readable).ReadSingles(path, [5, 4]));

    [Fact]
    public void Chunks_of_three_axes_find_their_places() =>
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), Open(Hdf5Samples.Readable).ReadSingles("cube", [2, 3, 4]));

    [Fact]
    public void Single_and_empty_datasets_have_their_shapes()
    {
        Hdf5File file = Open(Hdf5Samples.Readable);

        Assert.Equal(Shape.Scalar, file.ShapeOf("rate"));
        Assert.Equal([0.001f], file.ReadSingles("rate", []));
        Assert.Equal([0, 4], file.ShapeOf("empty"));
        Assert.Empty(file.ReadSingles("empty", [0, 4]));
        Assert.Equal([0], file.ShapeOf("none"));
        Assert.Empty(file.ReadSingles("none", [0]));
    }

    [Fact]
    public void An_integer_is_read_at_its_full_width()
    {
        Hdf5File file = Open(Hdf5Samples.Readable);

        Assert.Equal(-7, file.ReadInteger("scalar"));
        Assert.Equal(1234567, file.ReadInteger("step"));
        Assert.Contains("'unsigned', cannot be read: it is no integer that is read here", Assert.Throws<InvalidDataException>(() => file.ReadInteger("unsigned")).Message);
        Assert.Contains("'rate', cannot be read: it is no integer", Assert.Throws<InvalidDataException>(() => file.ReadInteger("rate")).Message);
        Assert.Contains("'i4', cannot be read: it has the shape (2,), where a single integer is expected", Assert.Throws<InvalidDataException>(() => file.ReadInteger("i4")).Message);
    }

    [Fact]
    public void Texts_of_every_kind_are_read()
    {
        Hdf5File file = Open(Hdf5Samples.Readable);

        Assert.Equal("größe", file.Text("texts", "utf8"));
        Assert.Equal("", file.Text("texts", "nothing"));
        Assert.Equal("dense_1", file.Text("texts", "fixed"));
        Assert.Equal("ascii", file.Text("texts", "bytes"));
        Assert.Null(file.Text("texts", "absent"));
        Assert.Equal("bfloat16", file.Text("bfloat16", "dtype"));
        Assert.Equal(["a", "bc"], file.Texts("texts", "list"));
        Assert.Equal(["kernel", "b"], file.Texts("texts", "fixed_list"));
        Assert.Equal(["ä", "x"], file.Texts("texts", "utf8_list"));
        Assert.Equal([], file.Texts("texts", "empty"));
        Assert.Null(file.Texts("texts", "absent"));
    }

    [Fact]
    public void A_list_that_was_split_is_joined() => Assert.Equal(["one", "two", "three"], Open(Hdf5Samples.Readable).Texts("texts", "names"));

    [Fact]
    public void An_attribute_that_is_no_text_says_so() =>
        Assert.Equal("model.h5, 'texts', attribute 'number', cannot be read: it is no text.", ErrorOf(Hdf5Samples.Readable, file => file.Text("texts", "number")));

    [Fact]
    public void Members_are_listed_by_kind()
    {
        Hdf5File file = Open(Hdf5Samples.Readable);

        Assert.Equal(["many", "texts"], file.Groups(""));
        Assert.Contains("f32", file.Datasets(""));
        Assert.DoesNotContain("texts", file.Datasets(""));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"dense_{i}").Order(StringComparer.Ordinal), file.Groups("many"));
        Assert.Empty(file.Groups("many/dense_7"));
        Assert.Contains("'f32', cannot be read: it is a dataset, where a group is expected", Assert.Throws<InvalidDataException>(() => file.Groups("f32")).Message);
    }

    [Fact]
    public void What_is_absent_does_not_exist()
    {
        Hdf5File file = Open(Hdf5Samples.Readable);

        Assert.True(file.Exists("many/dense_19"));
        Assert.True(file.Exists("/many/dense_19/"));
        Assert.False(file.Exists("many/dense_20"));
        Assert.False(file.Exists("f32/below"));
        Assert.Equal("model.h5 cannot be read: it has no 'layers/dense'.", Assert.Throws<InvalidDataException>(() => file.ShapeOf("layers/dense")).Message);
        Assert.Contains("'many', cannot be read: it is a group, where a dataset is expected", Assert.Throws<InvalidDataException>(() => file.ShapeOf("many")).Message);
    }

    [Fact]
    public void Another_shape_than_expected_is_refused() =>
        Assert.Equal("model.h5, 'f32', cannot be read: it has the shape (2, 3), where (3, 2) is expected.", ErrorOf(Hdf5Samples.Readable, file => file.ReadSingles("f32", [3, 2])));

    [Theory]
    [InlineData("text")]
    [InlineData("opaque")]
    public void What_is_no_number_is_refused(string path) =>
        Assert.Contains($"'{path}', cannot be read: its elements are no numbers that are read here", ErrorOf(Hdf5Samples.Readable, file => file.ReadSingles(path, file.ShapeOf(path))));

    [Theory]
    [InlineData("soft", "'soft', cannot be read: its member 'a' is a link to another path; links are not followed")]
    [InlineData("external", "'external', cannot be read: one of its members is a link to another path or file; links are not followed")]
    [InlineData("twin", "'twin/a', cannot be read: it is the same object as 'x'; links between objects are not followed")]
    [InlineData("circle", "'circle/a', cannot be read: it is the same object as 'circle'; links between objects are not followed")]
    public void Links_are_refused_by_their_path(string group, string words)
    {
        Hdf5File file = Open(Hdf5Samples.Refused);

        Assert.True(file.Exists("x"));
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => file.Exists($"{group}/a")).Message);
    }

    [Theory]
    [InlineData("outside", "its numbers are in other files, which are never opened")]
    [InlineData("virtual", "it is a virtual dataset, made of other files, which are never opened")]
    [InlineData("reference", "its elements are no numbers that are read here")]
    [InlineData("record", "its elements are no numbers that are read here")]
    [InlineData("complex", "its elements are no numbers that are read here")]
    [InlineData("lzf", "it is packed by the filter 32000; read are gzip, shuffle and fletcher32")]
    [InlineData("unwritten", "its numbers were never written")]
    [InlineData("unwritten_chunks", "it should have 2 chunks, and 0 are there")]
    [InlineData("shared", "it shares a message (Datatype) with another object")]
    public void What_could_lead_elsewhere_or_is_not_read_is_refused_by_its_path(string path, string words)
    {
        string message = ErrorOf(Hdf5Samples.Refused, file => file.ReadSingles(path, file.ShapeOf(path)));

        Assert.StartsWith($"model.h5, '{path}', cannot be read: ", message);
        Assert.Contains(words, message);
    }

    [Fact]
    public void The_newer_format_is_refused_with_advice()
    {
        Assert.Contains("it is of HDF5's format 3 (libver='latest'); read is 0, which h5py writes by default", ErrorOf(Hdf5Samples.Latest, _ => { }));
        Assert.Contains("'a', cannot be read: it has a header of HDF5's newer kind", ErrorOf(Hdf5Samples.Ordered, file => file.Exists("a")));
    }

    [Fact]
    public void What_is_no_HDF5_file_says_so()
    {
        Assert.Equal("model.h5 cannot be read: it has only 13 bytes, too few for an HDF5 file.", ErrorOf("<html></html>"u8.ToArray(), _ => { }));
        Assert.Equal("model.h5 cannot be read: where the signature of an HDF5 file belongs, something else stands; the file is damaged.", ErrorOf(new byte[200], _ => { }));
    }

    [Fact]
    public void A_truncated_file_says_so()
    {
        byte[] whole = Hdf5Samples.Readable;
        for (int length = 0; length < whole.Length; length += 97) Assert.StartsWith("model.h5 cannot be read: ", ErrorOf(whole[..length], _ => { }));
        Assert.Equal($"model.h5 cannot be read: it should have {whole.Length:N0} bytes and has {whole.Length - 1:N0}; it is truncated.", ErrorOf(whole[..^1], _ => { }));
    }

    [Theory]
    [InlineData(100_000_000, "its shape needs 400,000,000 bytes of numbers, but only 24 are there")]
    [InlineData(1_000_000_000, "it declares 4,000,000,000 bytes of numbers, more than one array can hold")]
    [InlineData(long.MaxValue, "along axis 0 it declares 9,223,372,036,854,775,807 elements, together more than one array can hold")]
    [InlineData(-1, "it declares a size of more than nine quintillion bytes")]
    public void A_shape_that_the_file_cannot_hold_is_refused_before_memory_is_taken(long size, string words)
    {
        byte[] bytes = [.. Hdf5Samples.Readable];
        // The dataspace of f32: two axes, of which the greatest sizes are known, 2 and 3.
        int axes = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 2, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3]) + 8;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(axes), size);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(axes + 8), 1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(words, ErrorOf(bytes, file => file.ReadSingles("f32", [(int)Math.Clamp(size, 1, 1_000_000_000), 1])));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(100_000_000, "its 1 chunks of 800,000,000 bytes are far more than its 56 bytes of numbers")]
    [InlineData(0, "its chunks have an impossible shape")]
    [InlineData(1, "it should have 7 chunks, and 3 are there")]
    [InlineData(2, "one of its chunks stands where none can be")]
    public void Chunks_of_another_shape_are_refused_before_memory_is_taken(int size, string words)
    {
        byte[] bytes = [.. Hdf5Samples.Readable];
        // The layout of line: version 3, chunked, one axis and the element; an address; three elements of eight bytes.
        int layout = 0;
        while (!bytes.AsSpan(layout).StartsWith((ReadOnlySpan<byte>)[3, 2, 2]) || !bytes.AsSpan(layout + 11).StartsWith((ReadOnlySpan<byte>)[3, 0, 0, 0, 8, 0, 0, 0])) layout++;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(layout + 11), size);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains($"'line', cannot be read: {words}", ErrorOf(bytes, file => file.ReadSingles("line", [7])));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    // Whoever follows it by recursion runs out of stack, which no program survives.
    [Fact]
    public void A_header_that_goes_on_in_itself_is_refused()
    {
        byte[] bytes = [.. Hdf5Samples.Readable];
        int root = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(64));
        // The first message becomes a continuation whose block is that message.
        int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(root + 18));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(root + 16), (ushort)Hdf5Message.Continuation);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(root + 24), root + 16);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(root + 32), 8 + length);

        Assert.Equal("model.h5 cannot be read: its header goes round in a circle; the file is damaged.", ErrorOf(bytes, _ => { }));
    }

    [Fact]
    public void A_tree_that_leads_to_itself_is_refused()
    {
        byte[] bytes = [.. Hdf5Samples.Readable];
        int tree = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(80));
        bytes[tree + 5] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(tree + 6), 1);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(tree + 32), tree);

        Assert.Contains("its tree goes round in a circle", ErrorOf(bytes, file => file.Groups("")));
    }

    [Fact]
    public void A_flipped_bit_in_a_checked_chunk_is_found()
    {
        byte[] bytes = [.. Hdf5Samples.Readable];
        // chunks_checksum holds -2, -1.75, -1.5 as they are, with a checksum behind the chunk.
        Span<byte> numbers = [0, 0, 0, 0xC0, 0, 0, 0xE0, 0xBF, 0, 0, 0xC0, 0xBF];
        int found = 0;
        for (int at = 0; at + numbers.Length <= bytes.Length; at++)
        {
            if (!bytes.AsSpan(at, numbers.Length).SequenceEqual(numbers)) continue;
            bytes[at + 2] ^= 1;
            found++;
        }

        Assert.Equal(2, found);
        Assert.Equal("model.h5, 'chunks_checksum', cannot be read: a chunk's checksum is wrong; the file is damaged.", ErrorOf(bytes, file => file.ReadSingles("chunks_checksum", [5, 4])));
    }

    [Theory]
    [InlineData(0x20)]
    [InlineData(0x5F)]
    public void A_chunk_that_is_no_deflated_stream_or_asks_for_a_dictionary_is_refused(int flags)
    {
        byte[] bytes = [.. Hdf5Samples.Readable];
        // Deflated streams begin with these two bytes; a bit of the second says that a dictionary is needed.
        for (int at = 0; at + 1 < bytes.Length; at++)
            if (bytes[at] == 0x78 && bytes[at + 1] == 0x5E) bytes[at + 1] = (byte)flags;

        Assert.Equal("model.h5, 'line', cannot be read: a chunk cannot be unpacked; the file is damaged.", ErrorOf(bytes, file => file.ReadSingles("line", [7])));
    }
}
