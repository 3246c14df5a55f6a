namespace Keratin.Formats;

/// <summary>The members of a group, by name: a tree of tables of links, and a heap of names.</summary>
internal static class Hdf5Links
{
    private const int SymbolicLink = 2;

    /// <summary>Reads all links of a group.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="header">The group's header.</param>
    /// <param name="part">The file and the group, for errors.</param>
    /// <returns>The names, in the order of the file, and the addresses of the objects' headers.</returns>
    /// <exception cref="InvalidDataException">A link leads to another path or file, or the file is damaged.</exception>
    public static Dictionary<string, long> Read(Hdf5Bytes bytes, Hdf5Header header, string part)
    {
        if (header.All(Hdf5Message.Link).Any(link => IsSymbolic(link.Span, part))) throw Malformed.In(part, "one of its members is a link to another path or file; links are not followed");
        if (!header.Has(Hdf5Message.SymbolTable)) throw Malformed.In(part, "it is a group of HDF5's newer kind (libver='latest' or track_order); write the file with h5py's defaults");
        var table = new Hdf5Cursor(header.One(Hdf5Message.SymbolTable), part);
        long tree = table.Address();
        byte[] names = Names(bytes, table.Address(), part);
        var links = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (long node in Hdf5Tree.Leaves(bytes, tree, part)) ReadNode(bytes, node, names, links, part);
        return links;
    }

    // A link to a file makes h5py write the newer kind of group, which has a message for each link.
    private static bool IsSymbolic(ReadOnlySpan<byte> link, string part)
    {
        const int saysItsKind = 8, hard = 0;
        var cursor = new Hdf5Cursor(link, part);
        cursor.Skip(1);
        return (cursor.Byte() & saysItsKind) != 0 && cursor.Byte() != hard;
    }

    private static byte[] Names(Hdf5Bytes bytes, long address, string part)
    {
        var heap = new Hdf5Cursor(bytes.Description(address, 32, part, "the heap of its names"), part);
        heap.Expect("HEAP"u8, "the heap of its names");
        heap.Skip(4);
        long length = heap.Length();
        heap.Skip(8);
        return bytes.Description(heap.Address(), length, part, "the names of its members");
    }

    private static void ReadNode(Hdf5Bytes bytes, long address, byte[] names, Dictionary<string, long> links, string part)
    {
        var head = new Hdf5Cursor(bytes.Description(address, 8, part, "a table of its members"), part);
        head.Expect("SNOD"u8, "a table of its members");
        head.Skip(2);
        int count = head.UInt16();
        var entries = new Hdf5Cursor(bytes.Description(address + 8, 40L * count, part, "a table of its members"), part);
        for (int i = 0; i < count; i++)
        {
            string name = Name(bytes, names, entries.Length(), part);
            long target = entries.Address();
            uint kind = entries.UInt32();
            entries.Skip(20);
            if (kind == SymbolicLink) throw Malformed.In(part, $"its member '{name}' is a link to another path; links are not followed");
            if (!links.TryAdd(name, target)) throw Malformed.In(part, $"it has two members of the name '{name}'; the file is damaged");
        }
    }

    private static string Name(Hdf5Bytes bytes, byte[] names, long offset, string part)
    {
        int length = offset < names.Length ? names.AsSpan((int)offset).IndexOf((byte)0) : -1;
        if (length <= 0) throw Malformed.In(part, "one of its members has no name; the file is damaged");
        bytes.Charge(length, part);
        string name = Hdf5Text.Of(names.AsSpan((int)offset, length), part);
        return name.Contains('/', StringComparison.Ordinal) ? throw Malformed.In(part, $"the name of its member '{name}' has a slash in it; the file is damaged") : name;
    }
}
