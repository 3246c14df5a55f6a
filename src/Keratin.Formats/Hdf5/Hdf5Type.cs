namespace Keratin.Formats;

/// <summary>The element type that a dataset or attribute declares.</summary>
/// <param name="Element">What one element is.</param>
/// <param name="Size">Bytes of one element in the file.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct Hdf5Type(Hdf5Element Element, int Size, bool BigEndian)
{
    private const int Integer = 0, FloatingPoint = 1, String = 3, Bytes = 5, Enumeration = 8, VariableLength = 9;

    /// <summary>Whether the bytes of an element must be turned round to be a number on this machine.</summary>
    public bool MustSwap => Size > 1 && BigEndian == BitConverter.IsLittleEndian;

    /// <summary>Reads a datatype message.</summary>
    public static Hdf5Type Read(ReadOnlySpan<byte> message, string part)
    {
        var cursor = new Hdf5Cursor(message, part);
        int kind = cursor.Byte() & 15;
        int flags = cursor.Byte() | (cursor.UInt16() << 8);
        uint declared = cursor.UInt32();
        if (declared is 0 or > int.MaxValue) throw Malformed.In(part, $"it declares elements of {declared:N0} bytes; the file is damaged");
        int size = (int)declared;
        bool bigEndian = (flags & 1) != 0;
        Hdf5Element element = kind switch
        {
            Integer => IntegerOf(ref cursor, size, signed: (flags & 8) != 0),
            FloatingPoint => FloatOf(ref cursor, size, flags),
            String => Hdf5Element.FixedText,
            Bytes => Hdf5Element.Opaque,
            Enumeration when size == 1 => NumbersOf(cursor.Bytes(cursor.Left), part),
            VariableLength when (flags & 15) == 1 && size == 16 => Hdf5Element.Text,
            _ => Hdf5Element.Other,
        };
        return new(element, size, bigEndian && kind is Integer or FloatingPoint);
    }

    // The type of an enumeration's numbers is described behind it, as a type of its own.
    private static Hdf5Element NumbersOf(ReadOnlySpan<byte> message, string part) =>
        message.Length > 0 && (message[0] & 15) == Integer && Read(message, part) is { Size: 1 } numbers ? numbers.Element : Hdf5Element.Other;

    private static Hdf5Element IntegerOf(ref Hdf5Cursor cursor, int size, bool signed)
    {
        bool whole = cursor.UInt16() == 0 && cursor.UInt16() == 8 * size;
        return !whole ? Hdf5Element.Other : (size, signed) switch
        {
            (1, true) => Hdf5Element.Int8,
            (2, true) => Hdf5Element.Int16,
            (4, true) => Hdf5Element.Int32,
            (8, true) => Hdf5Element.Int64,
            (1, false) => Hdf5Element.UInt8,
            (2, false) => Hdf5Element.UInt16,
            (4, false) => Hdf5Element.UInt32,
            (8, false) => Hdf5Element.UInt64,
            _ => Hdf5Element.Other,
        };
    }

    // IEEE's formats, told by all their fields: the sign's place, where the exponent and the mantissa stand, how long they are, the bias.
    private static Hdf5Element FloatOf(ref Hdf5Cursor cursor, int size, int flags)
    {
        const int leadingOneImplied = 0x20, kindOfMantissaAndOrder = 0x70;
        if ((flags & kindOfMantissaAndOrder) != leadingOneImplied) return Hdf5Element.Other;
        var layout = (size, flags >> 8, cursor.UInt16(), cursor.UInt16(), cursor.Byte(), cursor.Byte(), cursor.Byte(), cursor.Byte(), cursor.UInt32());
        return layout switch
        {
            (2, 15, 0, 16, 10, 5, 0, 10, 15) => Hdf5Element.Float16,
            (4, 31, 0, 32, 23, 8, 0, 23, 127) => Hdf5Element.Float32,
            (8, 63, 0, 64, 52, 11, 0, 52, 1023) => Hdf5Element.Float64,
            _ => Hdf5Element.Other,
        };
    }
}
