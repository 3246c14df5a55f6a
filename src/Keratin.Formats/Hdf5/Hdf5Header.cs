namespace Keratin.Formats;

/// <summary>The header of a group or dataset: a list of messages, in one or more blocks.</summary>
internal sealed class Hdf5Header
{
    private const int SharedFlag = 2;

    private readonly List<(Hdf5Message Type, bool Shared, ReadOnlyMemory<byte> Content)> _messages = [];
    private readonly string _part;

    private Hdf5Header(string part) => _part = part;

    /// <summary>Whether the object is a group.</summary>
    public bool IsGroup => Has(Hdf5Message.SymbolTable) || Has(Hdf5Message.LinkInfo);

    /// <summary>Whether the object is a dataset.</summary>
    public bool IsDataset => Has(Hdf5Message.Layout);

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="address">Where the header begins.</param>
    /// <param name="part">The file and the object, for errors.</param>
    public static Hdf5Header Read(Hdf5Bytes bytes, long address, string part)
    {
        var header = new Hdf5Header(part);
        var prefix = new Hdf5Cursor(bytes.Description(address, 16, part, "its header"), part);
        int version = prefix.Byte();
        if (version == 'O') throw Malformed.In(part, "it has a header of HDF5's newer kind (libver='latest'); write the file with h5py's defaults");
        if (version != 1) throw Malformed.In(part, "where its header belongs, something else stands; the file is damaged");
        prefix.Skip(7);
        var blocks = new Queue<(long Address, long Length)>([(address + 16, prefix.UInt32())]);
        var seen = new HashSet<long>();
        while (blocks.TryDequeue(out var block))
        {
            if (!seen.Add(block.Address)) throw Malformed.In(part, "its header goes round in a circle; the file is damaged");
            header.ReadBlock(bytes.Description(block.Address, block.Length, part, "a block of its header"), blocks);
        }
        return header;
    }

    /// <summary>Whether there is such a message.</summary>
    public bool Has(Hdf5Message type) => _messages.Exists(message => message.Type == type);

    /// <summary>The content of a message that every such object has.</summary>
    public ReadOnlySpan<byte> One(Hdf5Message type) => Find(type) is { } content ? content.Span : throw Malformed.In(_part, $"its header lacks a message ({type}); the file is damaged");

    /// <summary>The content of a message, or null.</summary>
    public ReadOnlyMemory<byte>? Find(Hdf5Message type)
    {
        foreach (ReadOnlyMemory<byte> content in All(type)) return content;
        return null;
    }

    /// <summary>The contents of all messages of one type.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All(Hdf5Message type)
    {
        foreach (var message in _messages)
        {
            if (message.Type != type) continue;
            if (message.Shared) throw Malformed.In(_part, $"it shares a message ({type}) with another object, which is not read here");
            yield return message.Content;
        }
    }

    private void ReadBlock(byte[] block, Queue<(long Address, long Length)> blocks)
    {
        var cursor = new Hdf5Cursor(block, _part);
        while (cursor.Left >= 8)
        {
            var type = (Hdf5Message)cursor.UInt16();
            int size = cursor.UInt16();
            bool shared = (cursor.Byte() & SharedFlag) != 0;
            cursor.Skip(3);
            int start = cursor.Position;
            var content = new Hdf5Cursor(cursor.Bytes(size), _part);
            if (type == Hdf5Message.Continuation) blocks.Enqueue((content.Address(), content.Length()));
            else if (Enum.IsDefined(type)) _messages.Add((type, shared, block.AsMemory(start, size)));
        }
    }
}
