namespace Keratin.Formats.Tests;

public sealed class Hdf5TypeTests
{
    private static byte[] Message(int kind, int flags, long size, params byte[] properties) =>
        new Hdf5Block().Bytes((byte)(0x10 | kind), (byte)flags).UInt16(flags >> 8).UInt32(size).Bytes(properties).ToArray();

    private static byte[] Integer(int size, int flags, int offset = 0, int? precision = null) =>
        Message(0, flags, size, new Hdf5Block().UInt16(offset).UInt16(precision ?? 8 * size).ToArray());

    private static Hdf5Type Read(byte[] message) => Hdf5Type.Read(message, "model.h5");

    [Theory]
    [InlineData(1, 8, nameof(Hdf5Element.Int8))]
    [InlineData(2, 8, nameof(Hdf5Element.Int16))]
    [InlineData(3, 8, nameof(Hdf5Element.Other))]
    [InlineData(4, 8, nameof(Hdf5Element.Int32))]
    [InlineData(8, 8, nameof(Hdf5Element.Int64))]
    [InlineData(16, 8, nameof(Hdf5Element.Other))]
    [InlineData(1, 0, nameof(Hdf5Element.UInt8))]
    [InlineData(2, 0, nameof(Hdf5Element.UInt16))]
    [InlineData(3, 0, nameof(Hdf5Element.Other))]
    [InlineData(4, 0, nameof(Hdf5Element.UInt32))]
    [InlineData(8, 0, nameof(Hdf5Element.UInt64))]
    public void An_integer_has_a_size_a_sign_and_an_order(int size, int flags, string element)
    {
        Assert.Equal((element, size, false), Shown(Read(Integer(size, flags))));
        Assert.Equal((element, size, true), Shown(Read(Integer(size, flags | 1))));
        Assert.Equal(nameof(Hdf5Element.Other), Read(Integer(size, flags, offset: 1)).Element.ToString());
        Assert.Equal(nameof(Hdf5Element.Other), Read(Integer(size, flags, precision: 8 * size - 1)).Element.ToString());
    }

    [Theory]
    [InlineData(2, 15, 16, 10, 5, 10, 15, nameof(Hdf5Element.Float16))]
    [InlineData(4, 31, 32, 23, 8, 23, 127, nameof(Hdf5Element.Float32))]
    [InlineData(8, 63, 64, 52, 11, 52, 1023, nameof(Hdf5Element.Float64))]
    public void A_floating_point_number_is_one_of_IEEEs_in_every_field(int size, int sign, int precision, int exponentAt, int exponent, int mantissa, int bias, string element)
    {
        byte[] message = Float(0x20, sign);

        Assert.Equal((element, size, false), Shown(Read(message)));
        Assert.Equal((element, size, true), Shown(Read(Float(0x21, sign))));
        // VAX's order of bytes, no leading one, a leading one that is stored.
        foreach (int flags in (int[])[0x60, 0x00, 0x10]) Assert.Equal(Hdf5Element.Other, Read(Float(flags, sign)).Element);
        for (int at = 8; at < message.Length; at++) Assert.Equal(Hdf5Element.Other, Read([.. message[..at], (byte)(message[at] ^ 1), .. message[(at + 1)..]]).Element);
        Assert.Equal(Hdf5Element.Other, Read(Float(0x20, sign - 1)).Element);

        byte[] Float(int flags, int signAt) => Message(1, flags | signAt << 8, size,
            new Hdf5Block().UInt16(0).UInt16(precision).Bytes((byte)exponentAt, (byte)exponent, 0, (byte)mantissa).UInt32(bias).ToArray());
    }

    [Fact]
    public void What_is_no_number_has_no_order_of_bytes()
    {
        Assert.Equal(("FixedText", 5, false), Shown(Read(Message(3, 1, 5))));
        Assert.Equal(("Opaque", 2, false), Shown(Read(Message(5, 1, 2))));
        Assert.Equal(("Text", 16, false), Shown(Read(Message(9, 1, 16))));
        Assert.Equal(("Text", 16, false), Shown(Read(Message(9, 0x11, 16))));
        Assert.Equal(("Other", 16, false), Shown(Read(Message(9, 0, 16))));
        Assert.Equal(("Other", 12, false), Shown(Read(Message(9, 1, 12))));
        Assert.Equal(("Other", 8, false), Shown(Read(Message(7, 0, 8))));
    }

    [Fact]
    public void Truth_values_are_the_numbers_behind_their_names()
    {
        Assert.Equal(("Int8", 1, false), Shown(Read(Message(8, 0, 1, Integer(1, 8)))));
        Assert.Equal(("UInt8", 1, false), Shown(Read(Message(8, 0, 1, Integer(1, 0)))));
        Assert.Equal(("Other", 1, false), Shown(Read(Message(8, 0, 1, Integer(2, 8)))));
        Assert.Equal(("Other", 1, false), Shown(Read(Message(8, 0, 1, Message(3, 0, 1)))));
        Assert.Equal(("Other", 1, false), Shown(Read(Message(8, 0, 1))));
        Assert.Equal(("Other", 2, false), Shown(Read(Message(8, 0, 2, Integer(2, 8)))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue + 1L)]
    public void A_size_that_no_element_has_is_refused(long size) =>
        Assert.Equal($"model.h5 cannot be read: it declares elements of {size:N0} bytes; the file is damaged.", Assert.Throws<InvalidDataException>(() => Read(Message(5, 0, size))).Message);

    [Theory]
    [InlineData(nameof(Hdf5Element.Int8), 1, "FE", -2L)]
    [InlineData(nameof(Hdf5Element.UInt8), 1, "FE", 254L)]
    [InlineData(nameof(Hdf5Element.Int16), 2, "FE FF", -2L)]
    [InlineData(nameof(Hdf5Element.UInt16), 2, "FE FF", 65534L)]
    [InlineData(nameof(Hdf5Element.Int32), 4, "FE FF FF FF", -2L)]
    [InlineData(nameof(Hdf5Element.UInt32), 4, "FE FF FF FF", 4294967294L)]
    [InlineData(nameof(Hdf5Element.Int64), 8, "FE FF FF FF FF FF FF FF", -2L)]
    [InlineData(nameof(Hdf5Element.UInt64), 8, "FF FF FF FF FF FF FF 7F", long.MaxValue)]
    [InlineData(nameof(Hdf5Element.UInt64), 8, "00 00 00 00 00 00 00 80", null)]
    [InlineData(nameof(Hdf5Element.Float32), 4, "00 00 80 3F", null)]
    public void An_integer_of_any_type_and_order_is_read(string element, int size, string content, long? expected)
    {
        byte[] bytes = Convert.FromHexString(content.Replace(" ", ""));
        var type = new Hdf5Type(Enum.Parse<Hdf5Element>(element), size, BigEndian: false);

        Assert.Equal(expected, Hdf5Numbers.ToInteger(type, (byte[])[.. bytes]));
        Assert.Equal(expected, Hdf5Numbers.ToInteger(type with { BigEndian = true }, (byte[])[.. bytes.Reverse()]));
    }

    [Fact]
    public void What_is_no_number_becomes_none() =>
        Assert.StartsWith("Elements of the kind Text are no numbers.", Assert.Throws<ArgumentException>(() => Hdf5Numbers.ToSingles(new(Hdf5Element.Text, 16, false), new byte[16], new float[1])).Message);

    private static (string Element, int Size, bool BigEndian) Shown(Hdf5Type type) => (type.Element.ToString(), type.Size, type.BigEndian);
}
