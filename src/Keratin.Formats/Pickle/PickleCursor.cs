using System.Buffers.Binary;
using System.Text;

namespace Keratin.Formats;

/// <summary>Reads a pickle's instructions and their arguments, never beyond its end.</summary>
/// <param name="bytes">The pickle.</param>
/// <param name="name">The file, for errors.</param>
internal ref struct PickleCursor(ReadOnlySpan<byte> bytes, string name)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The place of the next byte.</summary>
    public int Position { get; private set; }

    public byte Byte() => Bytes(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));

    /// <summary>A length of eight bytes, as protocol 4 has them.</summary>
    public long Length8() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    /// <summary>So many bytes, which must be there.</summary>
    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > _bytes.Length - Position)
            throw Malformed.In(name, $"its pickle ends early: {count:N0} bytes are wanted at byte {Position:N0} and {_bytes.Length - Position:N0} are left");
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    /// <summary>Text of so many bytes.</summary>
    public string Text(long count) => Encoding.UTF8.GetString(Bytes(count));

    /// <summary>Text up to the end of the line.</summary>
    public string Line()
    {
        int end = _bytes[Position..].IndexOf((byte)'\n');
        if (end < 0) throw Malformed.In(name, $"its pickle ends within a line at byte {Position:N0}");
        string line = Text(end);
        Position++;
        return line;
    }

    /// <summary>An integer of so many bytes, in two's complement.</summary>
    public long Integer(long count)
    {
        ReadOnlySpan<byte> digits = Bytes(count);
        if (digits.Length > sizeof(long)) throw Malformed.In(name, $"its pickle has an integer of {digits.Length:N0} bytes, and 8 are the most that is read");
        long value = digits.Length > 0 && (digits[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = digits.Length - 1; i >= 0; i--) value = (value << 8) | digits[i];
        return value;
    }
}
