namespace Keratin.Formats;

/// <summary>The file's heap of texts: collections of numbered objects, each read once.</summary>
/// <param name="bytes">The file.</param>
internal sealed class Hdf5Heap(Hdf5Bytes bytes)
{
    private readonly Dictionary<long, Dictionary<int, ReadOnlyMemory<byte>>> _collections = [];

    /// <summary>The bytes of one object.</summary>
    /// <param name="collection">The address of its collection.</param>
    /// <param name="index">Its number there.</param>
    /// <param name="part">The file and what refers to the object, for errors.</param>
    public ReadOnlyMemory<byte> Object(long collection, int index, string part)
    {
        if (!_collections.TryGetValue(collection, out var objects)) _collections[collection] = objects = ReadCollection(collection, part);
        return objects.TryGetValue(index, out ReadOnlyMemory<byte> content) ? content : throw Malformed.In(part, "one of its texts is missing from the file's heap; the file is damaged");
    }

    private Dictionary<int, ReadOnlyMemory<byte>> ReadCollection(long address, string part)
    {
        var head = new Hdf5Cursor(bytes.Description(address, 16, part, "a heap of texts"), part);
        head.Expect("GCOL"u8, "a heap of texts");
        head.Skip(4);
        byte[] content = bytes.Description(address, head.Length(), part, "a heap of texts");
        var objects = new Dictionary<int, ReadOnlyMemory<byte>>();
        var cursor = new Hdf5Cursor(content, part);
        cursor.Skip(16);
        // What is left at the end is object 0, or too short to be one.
        while (cursor.Left >= 16)
        {
            int index = cursor.UInt16();
            if (index == 0) break;
            cursor.Skip(6);
            long size = cursor.Length();
            if (size > cursor.Left) throw Malformed.In(part, "a text in the file's heap reaches beyond it; the file is damaged");
            objects[index] = content.AsMemory(cursor.Position, (int)size);
            cursor.Skip((int)size);
            cursor.Align();
        }
        return objects;
    }
}
