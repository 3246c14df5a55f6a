using System.Buffers.Binary;

namespace Keratin.Formats;

/// <summary>Reads the little-endian fields of one block of an HDF5 file, never beyond its end.</summary>
/// <param name="bytes">The block.</param>
/// <param name="part">The file and the object, for errors.</param>
internal ref struct Hdf5Cursor(ReadOnlySpan<byte> bytes, string part)
{
    /// <summary>The address that stands for none: all bits are set.</summary>
    public const long Undefined = -1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The place of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _bytes.Length - Position;

    public byte Byte() => Bytes(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>A length or a size.</summary>
    public long Length()
    {
        long length = BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));
        return length >= 0 ? length : throw Malformed.In(part, "it declares a size of more than nine quintillion bytes; the file is damaged");
    }

    /// <summary>An address in the file, or <see cref="Undefined"/>.</summary>
    public long Address() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    /// <summary>So many bytes, which must be there.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Left) throw Malformed.In(part, "a field reaches beyond the block that it stands in; the file is damaged");
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    /// <summary>Passes over bytes that mean nothing here.</summary>
    public void Skip(int count) => _ = Bytes(count);

    /// <summary>Passes over padding, up to a multiple of eight bytes from the block's start.</summary>
    public void Align()
    {
        int padding = -Position & 7;
        Skip(Math.Min(padding, Left));
    }

    /// <summary>Four letters, by which HDF5 marks a block's kind.</summary>
    public void Expect(ReadOnlySpan<byte> signature, string what)
    {
        if (!Bytes(signature.Length).SequenceEqual(signature)) throw Malformed.In(part, $"where {what} belongs, something else stands; the file is damaged");
    }
}
