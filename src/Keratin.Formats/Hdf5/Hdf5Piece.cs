namespace Keratin.Formats;

/// <summary>The numbers of a dataset that stand side by side.</summary>
internal sealed class Hdf5Piece : Hdf5Storage
{
    private readonly byte[]? _compact;
    private readonly Hdf5Bytes? _bytes;
    private readonly long _address;

    /// <summary>Numbers that stand in the header itself.</summary>
    public Hdf5Piece(byte[] compact, long needed, string part)
    {
        if (compact.Length < needed) throw TooFew(compact.Length, needed, part);
        _compact = compact;
    }

    /// <summary>Numbers that stand somewhere in the file.</summary>
    public Hdf5Piece(Hdf5Bytes bytes, long address, long stored, long needed, string part)
    {
        if (stored < needed) throw TooFew(stored, needed, part);
        if (needed > 0 && address == Hdf5Cursor.Undefined) throw Malformed.In(part, "its numbers were never written");
        if (needed > 0 && !bytes.Hold(address, needed))
            throw Malformed.In(part, $"its {needed:N0} bytes of numbers should stand at byte {address:N0}, and the file has {bytes.Length:N0}; it is truncated or damaged");
        _bytes = bytes;
        _address = address;
    }

    /// <inheritdoc/>
    public override void CopyTo(Span<byte> destination)
    {
        if (_compact is not null) _compact.AsSpan(0, destination.Length).CopyTo(destination);
        else if (destination.Length > 0) _bytes!.Numbers(_address, destination);
    }

    private static InvalidDataException TooFew(long stored, long needed, string part) =>
        Malformed.In(part, $"its shape needs {needed:N0} bytes of numbers, but only {stored:N0} are there; the file is damaged");
}
