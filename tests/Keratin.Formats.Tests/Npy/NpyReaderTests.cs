namespace Keratin.Formats.Tests;

public sealed class NpyReaderTests
{
    [Theory]
    [InlineData("|b1", "01 00", NpyType.Boolean, 1, 0)]
    [InlineData("|i1", "FF 7F", NpyType.Int8, -1, 127)]
    [InlineData("<i2", "FE FF 00 01", NpyType.Int16, -2, 256)]
    [InlineData(">i2", "FF FE 01 00", NpyType.Int16, -2, 256)]
    [InlineData("<i4", "FD FF FF FF 00 00 01 00", NpyType.Int32, -3, 65536)]
    [InlineData(">i4", "FF FF FF FD 00 01 00 00", NpyType.Int32, -3, 65536)]
    [InlineData("<i8", "FC FF FF FF FF FF FF FF 00 00 00 00 01 00 00 00", NpyType.Int64, -4, 4294967296)]
    [InlineData(">i8", "FF FF FF FF FF FF FF FC 00 00 00 01 00 00 00 00", NpyType.Int64, -4, 4294967296)]
    [InlineData("|u1", "FF 01", NpyType.UInt8, 255, 1)]
    [InlineData("<u2", "FE FF 00 01", NpyType.UInt16, 65534, 256)]
    [InlineData(">u2", "FF FE 01 00", NpyType.UInt16, 65534, 256)]
    [InlineData("<u4", "00 00 00 80 01 00 00 00", NpyType.UInt32, 2147483648, 1)]
    [InlineData(">u4", "80 00 00 00 00 00 00 01", NpyType.UInt32, 2147483648, 1)]
    [InlineData("<u8", "00 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00", NpyType.UInt64, 4294967296, 2)]
    [InlineData("<f4", "00 00 C0 3F 00 00 00 C0", NpyType.Float32, 1.5, -2)]
    [InlineData(">f4", "3F C0 00 00 C0 00 00 00", NpyType.Float32, 1.5, -2)]
    [InlineData("<f8", "00 00 00 00 00 00 F8 3F 00 00 00 00 00 00 00 C0", NpyType.Float64, 1.5, -2)]
    [InlineData(">f8", "3F F8 00 00 00 00 00 00 C0 00 00 00 00 00 00 00", NpyType.Float64, 1.5, -2)]
    public void Every_type_is_read_in_both_byte_orders(string descr, string content, NpyType type, double first, double second)
    {
        NpyArray array = NpyBytes.Read(NpyBytes.Make(descr, "(2,)", Convert.FromHexString(content.Replace(" ", ""))));

        Assert.Equal(type, array.Type);
        Assert.Equal([2], array.Shape);
        Assert.Equal([first, second], array.ToArray<double>());
    }

    [Theory]
    [InlineData("|b1", "|b1", 1)]
    [InlineData("u1", "|u1", 1)]
    [InlineData("=i2", "<i2", 2)]
    [InlineData("<f4", "<f4", 4)]
    [InlineData(">f8", ">f8", 8)]
    [InlineData("|O", "|O", 0)]
    [InlineData("O4", "|O", 0)]
    [InlineData("O8", "|O", 0)]
    public void A_type_is_told_as_NumPy_tells_it(string read, string told, int size)
    {
        Assert.SkipUnless(BitConverter.IsLittleEndian, "The machine's own order has another name.");

        Assert.True(NpyDescription.TryParse(read, out NpyDescription description));
        Assert.Equal((told, size), (description.ToString(), description.Size));
        if (told[0] != '>') Assert.Equal(description, NpyDescription.Of(description.Type));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Every_letter_of_the_signature_counts(int at)
    {
        byte[] file = NpyBytes.Make("|u1", "(1,)", [7]);
        file[at]++;

        Assert.Contains("it does not begin as a NumPy file does", NpyBytes.ErrorOf(file));
    }

    [Fact]
    public void Numpys_own_column_major_big_endian_file_is_read_row_by_row()
    {
        NpyArray array = NpyBytes.Read(Convert.FromBase64String(
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAg" +
            "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAEAIAAAAAAAAP/AAAAAAAABAEAAAAAAAAEAAAAAAAAAAQBQAAAAAAAA="));

        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([0.0, 1, 2, 3, 4, 5], array.ToArray<double>());
    }

    [Fact]
    public void Column_major_order_is_turned_round_for_three_axes()
    {
        // Element (i, j, k) of shape (2, 3, 2) stands at i + 2 j + 6 k; its value is 6 i + 2 j + k, the place in row-major order.
        var content = new byte[12];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
                for (int k = 0; k < 2; k++) content[i + 2 * j + 6 * k] = (byte)(6 * i + 2 * j + k);

        Assert.Equal(Enumerable.Range(0, 12), NpyBytes.Read(NpyBytes.Make("|u1", "(2, 3, 2)", content, fortran: true)).ToArray<int>());
    }

    [Fact]
    public void Numpys_own_file_of_version_3_is_read()
    {
        NpyArray array = NpyBytes.Read(Convert.FromBase64String(
            "k05VTVBZAwB0AAAAeydkZXNjcic6ICc8dTInLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAg" +
            "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAEAAgA="));

        Assert.Equal([0, 1, 2], array.ToArray<int>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Headers_of_every_version_are_read(int version) =>
        Assert.Equal([7], NpyBytes.Read(NpyBytes.Make("|u1", "(1,)", [7], version: version)).ToArray<int>());

    [Theory]
    [InlineData("{\"shape\":(1L,),\"fortran_order\":False,\"descr\":\"|u1\"}")]
    [InlineData("  { 'fortran_order' : False , 'shape' : ( 1 , ) , 'descr' : 'u1' , } ")]
    [InlineData("\t{\n'fortran_order':\tTrue\n,'descr':'=u1','shape':(1 ,1L,1,)}")]
    public void A_header_may_be_written_in_any_order_and_spacing(string header) =>
        Assert.Equal([9], NpyBytes.Read(NpyBytes.Make(header, [9])).ToArray<int>());

    [Fact]
    public void A_single_number_and_an_empty_array_have_their_shapes()
    {
        NpyArray number = NpyBytes.Read(NpyBytes.Make("|u1", "()", [5]));
        NpyArray none = NpyBytes.Read(NpyBytes.Make("<f8", "(0, 13)", []));

        Assert.Equal(Shape.Scalar, number.Shape);
        Assert.Equal([5], number.ToArray<int>());
        Assert.Equal([0, 13], none.Shape);
        Assert.Empty(none.ToArray<float>());
    }

    [Fact]
    public void Numbers_become_an_array_for_models()
    {
        NDArray array = NpyBytes.Read(NpyBytes.Make("|u1", "(2, 2)", [1, 2, 3, 4])).ToNDArray();

        Assert.Equal([2, 2], array.Shape);
        Assert.Equal(3, array[1, 0]);
    }

    [Theory]
    [InlineData("<f8", "00 00 00 00 00 00 F8 3F", "its element 0 is 1.5, where a whole number is wanted")]
    [InlineData("<i8", "00 00 00 00 01 00 00 00", "its element 0 is 4294967296, out of the range of Int32")]
    [InlineData("<f4", "00 00 C0 FF", "its element 0 is NaN, where a whole number is wanted")]
    [InlineData("<f4", "00 00 00 4F", "its element 0 is 2.1474836E+09, out of the range of Int32")]
    public void A_number_that_has_no_place_in_the_wanted_type_is_an_error(string descr, string content, string words)
    {
        NpyArray array = NpyBytes.Read(NpyBytes.Make(descr, "(1,)", Convert.FromHexString(content.Replace(" ", ""))));

        Assert.Contains(words, Assert.Throws<InvalidDataException>(array.ToArray<int>).Message);
    }

    [Theory]
    [InlineData("<c8", "its elements are of the type '<c8'")]
    [InlineData("<U5", "its elements are of the type '<U5'")]
    [InlineData("<f3", "its elements are of the type '<f3'")]
    [InlineData("", "its elements are of the type ''")]
    public void A_type_that_is_not_read_is_named(string descr, string words) =>
        Assert.Contains(words, NpyBytes.ErrorOf(NpyBytes.Make(descr, "(1,)", new byte[64])));

    [Theory]
    [InlineData("[('a', '<f4')]")]
    [InlineData("[]")]
    public void Records_are_refused(string descr) =>
        Assert.Contains("its elements are records", NpyBytes.ErrorOf(NpyBytes.Make($"{{'descr': {descr}, 'fortran_order': False, 'shape': (1,), }}", new byte[64])));

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "lacks one of 'descr', 'fortran_order' and 'shape'")]
    [InlineData("{'descr': '<f4', 'shape': (1,)}", "lacks one of 'descr', 'fortran_order' and 'shape'")]
    [InlineData("{'fortran_order': False, 'shape': (1,)}", "lacks one of 'descr', 'fortran_order' and 'shape'")]
    [InlineData("{'descr': '<f4', 'descr': '<f4'}", "unexpected or repeated entry 'descr'")]
    [InlineData("{'fortran_order': True, 'fortran_order': True}", "unexpected or repeated entry 'fortran_order'")]
    [InlineData("{'shape': (1,), 'shape': (1,)}", "unexpected or repeated entry 'shape'")]
    [InlineData("{'order': True}", "unexpected or repeated entry 'order'")]
    [InlineData("{'descr': '<f4' 'shape': (1,)}", "no '}' where one belongs, at character 16")]
    [InlineData("{'descr': '<f4", "no quoted text at character 10")]
    [InlineData("{'fortran_order': Tru", "neither True nor False")]
    [InlineData("{'shape': (,)}", "no size between 0 and 2147483647 at character 11")]
    [InlineData("{'shape': 1}", "no '(' where one belongs, at character 10")]
    [InlineData("{'descr': '<f4', 'fortran_order': Maybe}", "neither True nor False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "no size between 0 and")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}", "no size between 0 and")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536)}", "65536 × 65536, more than one array can hold")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2", "no ')' where one belongs")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (03,)}", "no size between 0 and")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3), }", "'shape' is a number where a tuple of sizes belongs")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), } {}", "goes on behind its end, at character 58")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }\0", "goes on behind its end, at character 57")]
    [InlineData("{'descr': __import__('os')}", "no quoted text at character 10")]
    [InlineData("", "no '{' where one belongs")]
    public void A_header_that_numpy_does_not_write_is_refused(string header, string words) =>
        Assert.Contains(words, NpyBytes.ErrorOf(NpyBytes.Make(header, new byte[64])));

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void An_array_has_up_to_64_axes(int axes)
    {
        byte[] bytes = NpyBytes.Make("|u1", $"({string.Concat(Enumerable.Repeat("1,", axes))})", [1]);

        if (axes <= 64) Assert.Equal(axes, NpyBytes.Read(bytes).Shape.Rank);
        else Assert.Contains("its header has more than 64 axes", NpyBytes.ErrorOf(bytes));
    }

    [Fact]
    public void Sizes_that_the_file_cannot_hold_are_refused_before_memory_is_taken()
    {
        byte[] bytes = NpyBytes.Make("<f8", "(2000000000,)", new byte[16]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        string message = NpyBytes.ErrorOf(bytes);

        Assert.Contains("numbers.npy cannot be read: its header promises 16,000,000,000 bytes of numbers, shape (2000000000,), but only 16 are there", message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(9_999)]
    [InlineData(10_000)]
    [InlineData(10_001)]
    [InlineData(4_000_000_000)]
    public void A_header_has_up_to_10000_bytes_as_in_NumPy(long length)
    {
        string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }".PadRight((int)Math.Min(length, 20_000));
        byte[] bytes = NpyBytes.Make(header, [7], version: 2, headerLength: length);

        if (length <= 10_000) Assert.Equal([7], NpyBytes.Read(bytes).ToArray<int>());
        else Assert.Contains($"its header has {length:N0} bytes, and 10,000 are the most that is read", NpyBytes.ErrorOf(bytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Another_version_is_refused_by_name(int version) =>
        Assert.Contains($"it is of version {version}.0", NpyBytes.ErrorOf(NpyBytes.Make("{}", [1], version: version)));

    [Fact]
    public void The_text_of_version_3_alone_is_UTF8()
    {
        Assert.Contains("entry 'größe'", NpyBytes.ErrorOf(NpyBytes.Make("{'größe': 1}", [], version: 3)));
        Assert.Contains("entry 'grÃ¶Ã\u009Fe'", NpyBytes.ErrorOf(NpyBytes.Make("{'größe': 1}", [], version: 2)));
    }

    [Fact]
    public void What_stands_behind_the_numbers_is_no_part_of_them()
    {
        Assert.Equal([1, 2], NpyBytes.Read(NpyBytes.Make("|u1", "(2,)", [1, 2, 3])).ToArray<byte>());
        Assert.Equal([256, 512], NpyBytes.Read(NpyBytes.Make(">u2", "(2,)", [1, 0, 2, 0, 3])).ToArray<ushort>());
    }

    [Theory]
    [InlineData("<f8", false)]
    [InlineData("<c8", true)]
    [InlineData("|O", false)]
    public void What_a_file_says_of_its_array_is_known_without_its_elements(string descr, bool isFortran)
    {
        byte[] start = NpyBytes.Make(descr, "(2, 3)", [], isFortran);

        Assert.Equal(new NpyHeader(descr, isFortran, [2, 3]), NpyReader.Describe(start, start.Length + 48, "numbers.npy"));
        if (descr == "<f8") Assert.Contains("promises 48 bytes of numbers, shape (2, 3), but only 47 are there", Assert.Throws<InvalidDataException>(() => NpyReader.Describe(start, start.Length + 47, "numbers.npy")).Message);
        else Assert.Equal(descr, NpyReader.Describe(start, start.Length, "numbers.npy").Code);
    }

    [Fact]
    public void Numbers_are_not_lists_and_say_what_they_are() =>
        Assert.Contains("it holds single numbers of the type UInt8, shape (2,), where lists of integers are wanted",
            Assert.Throws<InvalidDataException>(() => NpyBytes.Read(NpyBytes.Make("|u1", "(2,)", [1, 2])).ToIntegerLists()).Message);

    [Fact]
    public void Lists_are_no_numbers()
    {
        var lists = new NpyArray([2], [[1, 2], []], "lists.npy");

        Assert.Equal([[1, 2], []], lists.ToIntegerLists());
        Assert.Contains("it holds lists of integers where numbers are wanted", Assert.Throws<InvalidDataException>(() => lists.ToArray<int>()).Message);
    }

    [Fact]
    public void What_is_no_numpy_file_says_so() =>
        Assert.Contains("it does not begin as a NumPy file does", NpyBytes.ErrorOf("<html>404 not found</html>"u8.ToArray()));

    [Fact]
    public void Every_prefix_of_a_file_is_refused()
    {
        for (int version = 1; version <= 3; version++)
        {
            byte[] whole = NpyBytes.Make("<f4", "(2, 3)", new byte[24], version: version);
            for (int length = 0; length < whole.Length; length++)
                Assert.StartsWith("numbers.npy cannot be read: ", NpyBytes.ErrorOf(whole[..length]));
        }
    }
}
