namespace Keratin.Formats;

/// <summary>
/// Where a dataset's numbers are: in its header, in one piece, or in chunks. Whether the file can hold as many as are
/// declared is known before memory for them is taken.
/// </summary>
internal abstract class Hdf5Storage
{
    private const int Compact = 0, Contiguous = 1, Chunked = 2, Virtual = 3;

    /// <summary>Reads a dataset's layout, and checks it against the file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="header">The dataset's header.</param>
    /// <param name="shape">The shape that it declares.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="part">The file and the dataset, for errors.</param>
    public static Hdf5Storage Read(Hdf5Bytes bytes, Hdf5Header header, Shape shape, int elementSize, string part)
    {
        if (header.Has(Hdf5Message.ExternalFiles)) throw Malformed.In(part, "its numbers are in other files, which are never opened");
        long size = (long)shape.Size * elementSize;
        if (size > Array.MaxLength) throw Malformed.In(part, $"it declares {size:N0} bytes of numbers, more than one array can hold");
        var layout = new Hdf5Cursor(header.One(Hdf5Message.Layout), part);
        int version = layout.Byte(), kind = layout.Byte();
        if (version is not (3 or 4)) throw Malformed.In(part, $"its layout is of version {version}; read is 3, which h5py writes");
        switch (kind)
        {
            case Compact:
                return new Hdf5Piece(layout.Bytes(layout.UInt16()).ToArray(), size, part);
            case Contiguous:
                var piece = new Hdf5Piece(bytes, layout.Address(), layout.Length(), size, part);
                bytes.Claim(size, size, part);
                return piece;
            case Chunked when version == 3:
                return new Hdf5Chunks(bytes, ref layout, Hdf5Filters.Read(header.Find(Hdf5Message.Filters), elementSize, part), shape, elementSize, part);
            case Chunked:
                throw Malformed.In(part, "its chunks are of HDF5's newer kind (libver='latest'); write the file with h5py's defaults");
            case Virtual:
                throw Malformed.In(part, "it is a virtual dataset, made of other files, which are never opened");
            default:
                throw Malformed.In(part, $"its layout is of the unknown kind {kind}; the file is damaged");
        }
    }

    /// <summary>Copies all elements, in row-major order, as the file has them.</summary>
    /// <param name="destination">Memory of exactly the dataset's size.</param>
    public abstract void CopyTo(Span<byte> destination);
}
