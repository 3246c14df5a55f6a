using System.Buffers.Binary;

namespace Keratin.Formats;

/// <summary>A block of a file that is being written: little-endian fields, one after the other.</summary>
internal sealed class Hdf5Block
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public Hdf5Block Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public Hdf5Block UInt16(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        return Bytes(bytes);
    }

    public Hdf5Block UInt32(long value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, checked((uint)value));
        return Bytes(bytes);
    }

    /// <summary>A length, or an address, which may be <see cref="Hdf5Cursor.Undefined"/>.</summary>
    public Hdf5Block Int64(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    /// <summary>Zeros up to a length.</summary>
    public Hdf5Block PadTo(int length)
    {
        while (_bytes.Count < length) _bytes.Add(0);
        return this;
    }

    /// <summary>Zeros up to a multiple of eight bytes.</summary>
    public Hdf5Block Align() => PadTo((Length + 7) & ~7);
}
