using Keratin.Tests;
using static Keratin.Formats.Tests.SafetensorsBytes;

namespace Keratin.Formats.Tests;

public sealed class SafetensorsTests
{
    private const string Header = """{"__metadata__":{"format":"pt","größe":"klein"},"x":{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""";

    private static readonly byte[] Content = [7, 0, 0, 0, 0, 0, 0, 0, .. new float[] { 1, 2, 3, 4, 5, -6 }.SelectMany(BitConverter.GetBytes)];

    [Theory]
    [InlineData("F64", "00 00 00 00 00 00 F8 3F 00 00 00 00 00 00 00 C0", NpyType.Float64, 1.5, -2)]
    [InlineData("F32", "00 00 C0 3F 00 00 00 C0", NpyType.Float32, 1.5, -2)]
    [InlineData("F16", "00 3E FF 7B", NpyType.Float32, 1.5, 65504)]
    [InlineData("BF16", "C0 3F 00 C0", NpyType.Float32, 1.5, -2)]
    [InlineData("I64", "FC FF FF FF FF FF FF FF 00 00 00 00 01 00 00 00", NpyType.Int64, -4, 4294967296)]
    [InlineData("I32", "FD FF FF FF 00 00 01 00", NpyType.Int32, -3, 65536)]
    [InlineData("I16", "FE FF 00 01", NpyType.Int16, -2, 256)]
    [InlineData("I8", "FF 7F", NpyType.Int8, -1, 127)]
    [InlineData("U64", "00 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00", NpyType.UInt64, 4294967296, 2)]
    [InlineData("U32", "00 00 00 80 01 00 00 00", NpyType.UInt32, 2147483648, 1)]
    [InlineData("U16", "FE FF 00 01", NpyType.UInt16, 65534, 256)]
    [InlineData("U8", "FF 01", NpyType.UInt8, 255, 1)]
    [InlineData("BOOL", "01 00", NpyType.Boolean, 1, 0)]
    public void Every_type_is_read(string dtype, string content, NpyType type, double first, double second)
    {
        byte[] bytes = Convert.FromHexString(content.Replace(" ", ""));
        NpyArray array = Read(Make(One(dtype, "2", bytes.Length), bytes))["x"];

        Assert.Equal(type, array.Type);
        Assert.Equal([2], array.Shape);
        Assert.Equal([first, second], array.ToArray<double>());
    }

    // They are widened 32,768 at a time.
    [Theory]
    [InlineData("F16", 32_767)]
    [InlineData("F16", 32_768)]
    [InlineData("BF16", 32_769)]
    [InlineData("F16", 70_000)]
    public void Numbers_of_16_bits_are_read_however_many_they_are(string dtype, int count)
    {
        float[] numbers = [.. Enumerable.Range(0, count).Select(i => (float)(i % 251))];
        byte[] bytes = [.. numbers.SelectMany(number => dtype == "F16" ? BitConverter.GetBytes((Half)number) : BitConverter.GetBytes(number)[2..])];

        Assert.Equal(numbers, Read(Make(One(dtype, $"{count}", bytes.Length), bytes))["x"].ToArray<float>());
    }

    // The file is as long as it says, and a hole from end to end. Numbers of 16 bits take twice their room in memory.
    [Theory]
    [InlineData("U8", 2_147_483_591, 1, true)]
    [InlineData("F32", 536_870_897, 4, true)]
    [InlineData("F32", 536_870_898, 4, false)]
    [InlineData("BF16", 536_870_897, 2, true)]
    [InlineData("BF16", 536_870_898, 2, false)]
    [InlineData("F16", 536_870_898, 2, false)]
    public void An_array_has_as_many_numbers_as_one_in_memory_can_have(string dtype, int count, long size, bool isRead)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("x.safetensors");
        byte[] start = Make($$$"""{"x":{"dtype":"{{{dtype}}}","shape":[{{{count}}}],"data_offsets":[0,{{{size * count}}}]}}""", []);
        using FileStream file = File.Create(path);
        file.Write(start);
        file.SetLength(start.Length + size * count);
        file.Position = 0;

        if (isRead) Assert.Equal([count], Assert.Single(SafetensorsReader.ReadHeader(file, path).Entries).Shape);
        else Assert.Equal($"{path}, array 'x', cannot be read: its {count:N0} numbers are more than one array can hold.", Assert.Throws<InvalidDataException>(() => SafetensorsReader.ReadHeader(file, path)).Message);
    }

    [Fact]
    public void An_empty_array_takes_no_place() =>
        Assert.Equal([2], Read(Make("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", [1, 2]))["a"].Shape);

    [Fact]
    public void A_header_is_read_whatever_types_it_names()
    {
        SafetensorsHeader header = SafetensorsReader.ReadHeader(new MemoryStream(Make(One("F8_E5M2", "3", 3), new byte[3])), "model.safetensors");

        Assert.Equal(new SafetensorsEntry("x", "F8_E5M2", [3], 0, 3), Assert.Single(header.Entries));
    }

    [Fact]
    public void Arrays_and_texts_are_found_by_name_whatever_their_order()
    {
        SafetensorsFile file = Read(Make(Header + "   ", Content));

        Assert.Equal(["x", "n"], file.Names);
        Assert.Equal([2, 3], file["x"].Shape);
        Assert.Equal([1, 2, 3, 4, 5, -6f], file["x"].ToArray<float>());
        Assert.Equal(Shape.Scalar, file["n"].Shape);
        Assert.Equal([7], file["n"].ToArray<int>());
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("klein", file.Metadata["größe"]);
        Assert.False(file.TryGet("y", out _));
        Assert.Equal("model.safetensors cannot be read: it has no array 'y', only 'x', 'n'.", Assert.Throws<InvalidDataException>(() => file["y"]).Message);
    }

    [Fact]
    public void Empty_arrays_and_empty_files_are_read()
    {
        Assert.Empty(Read(Make("{}", [])).Names);
        Assert.Equal([0, 3], Read(Make(One("F32", "0,3", 0), []))["x"].Shape);
    }

    [Fact]
    public void What_is_saved_is_loaded_and_twice_makes_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        NDArray x = new float[,] { { 1, 2 }, { 3, 4.5f } };
        var metadata = new Dictionary<string, string> { ["name"] = "größe \"1\"", ["format"] = "keratin" };
        string first = folder.Path("first.safetensors"), second = folder.Path("second.safetensors");
        foreach (string path in (string[])[first, second]) Safetensors.Save(path, metadata, ("b", x), ("a/ä", x), ("steps", NpyArray.Create<long>([long.MaxValue], [])));
        SafetensorsFile loaded = Safetensors.Load(first);

        Assert.Equal(["steps", "a/ä", "b"], loaded.Names);
        Assert.Equal(x.ToArray(), loaded["b"].ToNDArray().ToArray());
        Assert.Equal([2, 2], loaded["a/ä"].Shape);
        Assert.Equal([long.MaxValue], loaded["steps"].ToArray<long>());
        Assert.Equal(metadata, loaded.Metadata);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    // What the reference implementation writes for these arrays, byte for byte.
    [Fact]
    public void A_file_is_written_as_the_reference_implementation_writes_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("x.safetensors");
        Safetensors.Save(path, null, ("x", NpyArray.Create<float>([1, 2, 3, 4, 5, -6], [2, 3])), ("n", NpyArray.Create<long>([7], [])));

        string header = """{"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]}}""";
        Assert.Equal(Make(header.PadRight((header.Length + 7) / 8 * 8), Content), File.ReadAllBytes(path));
    }

    [Fact]
    public void Names_and_texts_are_written_in_order_and_as_they_are()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("x.safetensors");
        NpyArray one = NpyArray.Create<byte>([1], []);
        Safetensors.Save(path, new Dictionary<string, string> { ["c"] = "größe <1>", ["a"] = "", ["b"] = "" }, ("ö", one), ("B", one), ("c", one), ("a", one));

        Assert.StartsWith("""{"__metadata__":{"a":"","b":"","c":"größe <1>"},"B":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"a":{""", File.ReadAllText(path)[8..]);
        Assert.Equal(["B", "a", "c", "ö"], Safetensors.Load(path).Names);
        Assert.Equal(["a", "b", "c"], Safetensors.Load(path).Metadata.Keys);
    }

    [Fact]
    public void Names_must_differ_and_be_the_arrays_own()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("unused");
        NDArray x = new float[] { 1 };

        Assert.Contains("Two arrays have the name 'x'.", Assert.Throws<ArgumentException>(() => Safetensors.Save(path, null, ("x", x), ("x", x))).Message);
        Assert.Contains("Every array needs a name.", Assert.Throws<ArgumentException>(() => Safetensors.Save(path, null, ("", x))).Message);
        Assert.Contains("The name '__metadata__' is the format's own, for the texts beside the arrays, so no array can have it.", Assert.Throws<ArgumentException>(() => Safetensors.Save(path, null, ("__metadata__", x))).Message);
        Assert.Contains("The array 'x' holds lists", Assert.Throws<NotSupportedException>(() => Safetensors.Save(path, null, ("x", new NpyArray([1], [[1, 2]], "lists")))).Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Theory]
    [InlineData("F32", "2", 8, 0, 12, "4 bytes at its end belong to no array")]
    [InlineData("F32", "2", 12, 4, 12, "its bytes begin at 4 where 0 is expected: there is a hole or an overlap")]
    [InlineData("F32", "2", 12, 0, 12, "its shape (2,) needs 8 bytes of numbers, but 12 are declared")]
    [InlineData("F32", "2", 8, 0, 4, "its bytes should end at 8, and the file has 4; it is truncated")]
    [InlineData("F8_E5M2", "2", 2, 0, 2, "its elements are of the type 'F8_E5M2', which is not read here")]
    [InlineData("F32", "65536,65536", 0, 0, 0, "it declares 65536 × 65536 elements, more than one array can hold")]
    [InlineData("F32", "4194305,4194305,211106198978564", 16, 0, 16, "more than one array can hold")]
    [InlineData("F32", "4,4611686018427387905", 16, 0, 16, "more than one array can hold")]
    [InlineData("F32", "2000000000", 8, 0, 8, "needs 8,000,000,000 bytes of numbers, but 8 are declared")]
    [InlineData("F32", "-1", 0, 0, 0, "no whole number from 0 on")]
    [InlineData("F32", "1.5", 0, 0, 0, "no whole number from 0 on")]
    [InlineData("F32", "\"2\"", 8, 0, 8, "one of its sizes or offsets is no number")]
    public void An_array_that_is_not_what_it_declares_is_refused(string type, string shape, int end, int begin, int content, string words) =>
        Assert.Contains(words, ErrorOf(Make(One(type, shape, end, begin), new byte[content])));

    [Fact]
    public void Arrays_that_overlap_are_refused() =>
        Assert.Contains("array 'b', cannot be read: its bytes begin at 4 where 8 is expected: there is a hole or an overlap",
            ErrorOf(Make("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", new byte[12])));

    [Theory]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"x":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", "it holds two arrays of the name 'x'")]
    [InlineData("""{"x":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "an unexpected or repeated entry 'dtype'")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":1}}""", "an unexpected or repeated entry 'more'")]
    [InlineData("""{"x":{"shape":[1],"data_offsets":[0,1]}}""", "lacks one of dtype, shape and two data_offsets")]
    [InlineData("""{"x":{"dtype":"U8","data_offsets":[0,1]}}""", "lacks one of dtype, shape and two data_offsets")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"shape":[1]}}""", "an unexpected or repeated entry 'shape'")]
    [InlineData("""{"x":{"dtype":"U8","data_offsets":[0,1],"data_offsets":[0,1]}}""", "an unexpected or repeated entry 'data_offsets'")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1]}}""", "lacks one of dtype, shape and two data_offsets")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", "lacks one of dtype, shape and two data_offsets")]
    [InlineData("""{"__metadata__":{"a":1}}""", "a Number where a String belongs")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", "its metadata have two texts of the name 'a'")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "its header has its metadata twice")]
    [InlineData("""{"x":[]}""", "a StartArray where a StartObject belongs")]
    [InlineData("""{"x":""", "its header is no JSON")]
    [InlineData("""{} {}""", "its header is no JSON")]
    [InlineData("""{"\ud800":{}}""", "its header is no JSON")]
    [InlineData("""[]""", "it does not begin as a safetensors file does")]
    [InlineData(""" {}""", "it does not begin as a safetensors file does")]
    [InlineData("", "it does not begin as a safetensors file does")]
    public void A_header_that_is_none_is_refused(string header, string words) => Assert.Contains(words, ErrorOf(Make(header, new byte[2])));

    [Fact]
    public void A_deep_header_does_not_exhaust_the_stack() =>
        Assert.Contains("cannot be read", ErrorOf(Make("{\"x\":" + new string('[', 100_000), [])));

    [Theory]
    [InlineData(100_000_001, "its header has 100,000,001 bytes, and 100,000,000 are the most that is read")]
    [InlineData(100_000_000, "it ends within its header")]
    [InlineData(99_999_999, "it ends within its header")]
    [InlineData(-1, "and 100,000,000 are the most that is read")]
    public void A_header_that_the_file_cannot_hold_is_refused_before_memory_is_taken(long length, string words)
    {
        byte[] bytes = Make("{}", [], length);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(words, ErrorOf(bytes));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void An_array_has_up_to_64_axes(int axes)
    {
        byte[] bytes = Make(One("U8", string.Join(',', Enumerable.Repeat("1", axes)), 1), [7]);

        if (axes <= 64) Assert.Equal(axes, Read(bytes)["x"].Shape.Rank);
        else Assert.Equal("model.safetensors, array 'x', cannot be read: it has more than 64 axes.", ErrorOf(bytes));
    }

    [Fact]
    public void Every_prefix_of_a_file_is_refused()
    {
        byte[] whole = Make(Header, Content);
        for (int length = 0; length < whole.Length; length++) Assert.StartsWith("model.safetensors", ErrorOf(whole[..length]));
    }
}
