using System.Text;

namespace Keratin.Formats.Tests;

public sealed class Hdf5AttributeTests
{
    private static readonly byte[] Scalar = Hdf5Forge.Extent(), Pair = Hdf5Forge.Extent(2), Fixed = [0x13, 0, 0, 0, 4, 0, 0, 0];
    private static readonly byte[] Variable = [0x19, 1, 1, 0, 16, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0];

    // The message by versions: in the first each field is padded, the third says the name's encoding.
    private static byte[] Message(int version, byte[] type, byte[] extent, byte[] value, string name = "name", byte flags = 0)
    {
        byte[] key = [.. Encoding.UTF8.GetBytes(name), 0];
        Hdf5Block message = new Hdf5Block().Bytes((byte)version, flags).UInt16(key.Length).UInt16(type.Length).UInt16(extent.Length);
        if (version == 3) message.Bytes(1);
        foreach (byte[] field in (byte[][])[key, type, extent])
        {
            message.Bytes(field);
            if (version == 1) message.Align();
        }
        return message.Bytes(value).ToArray();
    }

    // A file that is one collection of texts, at byte 16.
    private static Hdf5Bytes Heap(int length = 80) => new(new MemoryStream(new Hdf5Block().PadTo(16).Bytes("GCOL"u8).Bytes(1, 0, 0, 0).Int64(length)
        .UInt16(1).UInt16(0).UInt32(0).Int64(3).Bytes("abc"u8).Align()
        .UInt16(5).UInt16(0).UInt32(0).Int64(4).Bytes("grö"u8).Align().UInt16(0).UInt16(0).UInt32(0).Int64(16).PadTo(96).ToArray()), 96);

    private static byte[] Reference(int length, int index, long collection = 16) => new Hdf5Block().UInt32(length).Int64(collection).UInt32(index).ToArray();

    private static string[] Texts(byte[] message, Hdf5Bytes? bytes = null)
    {
        bytes ??= Heap();
        return Hdf5Attribute.Read(message, "model.h5, 'x',").Texts(new Hdf5Heap(bytes), bytes);
    }

    private static string ErrorOf(byte[] message, Hdf5Bytes? bytes = null) => Assert.Throws<InvalidDataException>(() => Texts(message, bytes)).Message;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Attributes_of_every_version_are_read(int version)
    {
        Assert.Equal("größe", Hdf5Attribute.Read(Message(version, Fixed, Scalar, [1, 2, 3, 4], "größe"), "model.h5").Name);
        Assert.Equal(["abcd"], Texts(Message(version, Fixed, Scalar, "abcd"u8.ToArray())));
        Assert.Equal(["ab", ""], Texts(Message(version, Fixed, Pair, "ab\0d\0bcd"u8.ToArray())));
        Assert.Equal(["abc"], Texts(Message(version, Variable, Scalar, Reference(3, 1))));
        Assert.Equal(["ab", "grö"], Texts(Message(version, Variable, Pair, [.. Reference(2, 1), .. Reference(4, 5)])));
        Assert.Equal([""], Texts(Message(version, Variable, Scalar, Reference(0, 9, 1000))));
        Assert.Equal([], Texts(Message(version, [0x10], Hdf5Forge.Extent(0), [])));
    }

    [Fact]
    public void One_text_is_not_a_list_of_them()
    {
        Hdf5Bytes bytes = Heap();

        Assert.Equal("abcd", Hdf5Attribute.Read(Message(1, Fixed, Scalar, "abcd"u8.ToArray()), "model.h5,").Text(new Hdf5Heap(bytes), bytes));
        Assert.Equal("model.h5, attribute 'name', cannot be read: it is no single text.",
            Assert.Throws<InvalidDataException>(() => Hdf5Attribute.Read(Message(1, Fixed, Pair, "abcdabcd"u8.ToArray()), "model.h5,").Text(new Hdf5Heap(bytes), bytes)).Message);
    }

    [Fact]
    public void What_is_damaged_or_not_read_is_refused()
    {
        Assert.Contains("it has an attribute of version 0; read are 1 to 3", ErrorOf(Message(0, Fixed, Scalar, [1, 2, 3, 4])));
        Assert.Contains("it has an attribute of version 4; read are 1 to 3", ErrorOf(Message(4, Fixed, Scalar, [1, 2, 3, 4])));
        Assert.Contains("an attribute shares its type with another object", ErrorOf(Message(2, Fixed, Scalar, [1, 2, 3, 4], flags: 1)));
        Assert.Equal(["abcd"], Texts(Message(1, Fixed, Scalar, "abcd"u8.ToArray(), flags: 1)));
        Assert.Contains("attribute 'name', cannot be read: its value reaches beyond the object's header", ErrorOf(Message(1, Fixed, Pair, new byte[7])));
        Assert.Contains("attribute 'name', cannot be read: its value reaches beyond the object's header", ErrorOf(Message(1, Fixed, Hdf5Forge.Extent(2_000_000_000), new byte[8])));
        Assert.Contains("attribute 'name', cannot be read: it is no text", ErrorOf(Message(1, Hdf5Forge.Integer(4), Scalar, new byte[4])));
        Assert.Contains("attribute 'name', cannot be read: it has a text that is not UTF-8", ErrorOf(Message(1, Fixed, Scalar, [0xFF, 0xFE, 1, 1])));
    }

    [Fact]
    public void A_text_that_the_heap_does_not_have_is_refused()
    {
        Assert.Contains("its text is longer than its place in the file's heap", ErrorOf(Message(1, Variable, Scalar, Reference(4, 1))));
        Assert.Contains("one of its texts is missing from the file's heap", ErrorOf(Message(1, Variable, Scalar, Reference(3, 2))));
        Assert.Contains("one of its texts is missing from the file's heap", ErrorOf(Message(1, Variable, Scalar, Reference(3, 0))));
        Assert.Contains("where a heap of texts belongs, something else stands", ErrorOf(Message(1, Variable, Scalar, Reference(3, 1, 8))));
        Assert.Contains("a heap of texts should stand at byte 90", ErrorOf(Message(1, Variable, Scalar, Reference(3, 1, 90))));
        Assert.Contains("a heap of texts should stand at byte 16, and the file has 96", ErrorOf(Message(1, Variable, Scalar, Reference(3, 1)), Heap(81)));
        // The second text reaches just to the end, and then beyond it.
        Assert.Equal(["grö"], Texts(Message(1, Variable, Scalar, Reference(4, 5)), Heap(16 + 24 + 20)));
        Assert.Contains("a text in the file's heap reaches beyond it", ErrorOf(Message(1, Variable, Scalar, Reference(4, 5)), Heap(16 + 24 + 19)));
        Assert.Equal(["abc"], Texts(Message(1, Variable, Scalar, Reference(3, 1)), Heap(16 + 24 + 15)));
    }

    // Small files have a budget of four megabytes and a little.
    [Fact]
    public void Texts_that_are_told_again_and_again_run_out_of_budget()
    {
        const long budget = (4 << 20) + 4 * 96;
        Hdf5Bytes bytes = Heap();
        bytes.Charge(budget - 8, "model.h5");

        Assert.Equal(["abcd", "abcd"], Texts(Message(1, Fixed, Pair, "abcdabcd"u8.ToArray()), bytes));
        Assert.Contains("the descriptions in this file of 96 bytes take more than 4,194,688 bytes", ErrorOf(Message(1, Fixed, Scalar, "abcd"u8.ToArray()), bytes));
    }

    [Fact]
    public void Descriptions_that_are_read_again_and_again_run_out_of_budget()
    {
        Hdf5Bytes bytes = Heap();
        for (int i = 0; i < (4 << 20) / 96 + 4; i++) bytes.Description(0, 96, "model.h5", "all");

        Assert.Contains("the descriptions in this file of 96 bytes take more than 4,194,688 bytes", Assert.Throws<InvalidDataException>(() => bytes.Description(0, 96, "model.h5", "all")).Message);
    }

    [Fact]
    public void Bytes_are_there_or_not()
    {
        Hdf5Bytes bytes = Heap();

        Assert.True(bytes.Hold(0, 96));
        Assert.True(bytes.Hold(96, 0));
        Assert.False(bytes.Hold(1, 96));
        Assert.False(bytes.Hold(-1, 1));
        Assert.False(bytes.Hold(0, -1));
        Assert.Equal("GCOL"u8.ToArray(), bytes.Description(16, 4, "model.h5", "a heap"));
    }

    [Fact]
    public void Numbers_stand_once_in_a_file_and_unpack_to_a_bounded_size()
    {
        Hdf5Bytes bytes = Heap();
        bytes.Claim(96, 256 << 20, "model.h5");

        Assert.Contains("with its 1 bytes the file's 96 are more than used up", Assert.Throws<InvalidDataException>(() => bytes.Claim(1, 0, "model.h5")).Message);
        Assert.Contains("with its 1 bytes of numbers the file unpacks to more than 268,435,456", Assert.Throws<InvalidDataException>(() => bytes.Claim(-1, 1, "model.h5")).Message);
        new Hdf5Bytes(new MemoryStream(), 3_000_000).Claim(0, 300_000_000, "model.h5");
    }
}
