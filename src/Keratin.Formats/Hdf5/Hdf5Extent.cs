namespace Keratin.Formats;

/// <summary>The sizes of the axes that a dataset or attribute declares.</summary>
internal static class Hdf5Extent
{
    private const int MostAxes = 32;
    private const int NoData = 2;

    /// <summary>Reads a dataspace message.</summary>
    /// <returns>The shape; that of an empty dataspace is <c>(0,)</c>.</returns>
    /// <exception cref="InvalidDataException">The sizes are more than an array can have, or the file is damaged.</exception>
    public static Shape Read(ReadOnlySpan<byte> message, string part)
    {
        var cursor = new Hdf5Cursor(message, part);
        int version = cursor.Byte(), rank = cursor.Byte();
        if (rank > MostAxes) throw Malformed.In(part, $"it declares {rank} axes, and {MostAxes} are the most that HDF5 has");
        cursor.Skip(1);
        if (version == 1) cursor.Skip(5);
        else if (version != 2) throw Malformed.In(part, $"its shape is of version {version}; read are 1 and 2");
        else if (cursor.Byte() == NoData) return [0];
        var sizes = new int[rank];
        long elements = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            long size = cursor.Length();
            elements = size <= Array.MaxLength ? elements * size : long.MaxValue;
            if (elements > Array.MaxLength) throw Malformed.In(part, $"along axis {axis} it declares {size:N0} elements, together more than one array can hold");
            sizes[axis] = (int)size;
        }
        return Shape.Create(sizes);
    }
}
