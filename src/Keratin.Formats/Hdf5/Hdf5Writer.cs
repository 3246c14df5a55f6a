using System.Text;

namespace Keratin.Formats;

/// <summary>
/// Writes a tree of groups in the dialect of h5py's defaults, which every HDF5 library since 1998 reads: superblock 0,
/// groups with symbol tables, contiguous datasets, attributes of variable-length UTF-8 text.
/// </summary>
/// <remarks>
/// It differs from h5py's bytes in two things that the format leaves open: a header is one block with no room for more
/// messages, and what belongs together stands side by side, without gaps. The same tree makes the same bytes.
/// </remarks>
internal sealed class Hdf5Writer
{
    // The format's parameters as h5py sets them: a table has twice four links, a node twice sixteen children.
    private const int HalfTable = 4, HalfNode = 16;
    private const int SuperblockSize = 96;
    private const int TableSize = 8 + 2 * HalfTable * 40;
    private const int NodeSize = 24 + (2 * HalfNode + 1) * 8 + 2 * HalfNode * 8;
    private const int LeastCollection = 4096, CollectionHead = 16;

    // The bit of a number's type that says which byte comes first.
    private static readonly int ByteOrder = BitConverter.IsLittleEndian ? 0 : 1;

    // The type of a text: of variable length, UTF-8, made of bytes.
    private static readonly byte[] Text = [0x19, 1, 1, 0, 16, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0];

    private readonly record struct Placed(long Header, long Tree, long Heap);

    private readonly record struct Subtree(long Address, long LastName);

    private readonly List<Action<Stream>> _blocks = [];
    private long _end = SuperblockSize;
    private byte[] _collection = [];
    private long _collectionAddress;
    private int _collectionUsed, _collectionObjects;

    private Hdf5Writer()
    {
    }

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to; written from front to back, from its present position on.</param>
    /// <param name="root">The group at the top.</param>
    public static void Write(Stream stream, Hdf5Group root)
    {
        var writer = new Hdf5Writer();
        Placed top = writer.Place(root);
        stream.Write(writer.Superblock(top));
        foreach (Action<Stream> write in writer._blocks) write(stream);
    }

    private byte[] Superblock(Placed root) => Entry(
        new Hdf5Block().Bytes(Hdf5File.Signature).Bytes(0, 0, 0, 0, 0, 8, 8, 0).UInt16(HalfTable).UInt16(HalfNode).UInt32(0)
            .Int64(0).Int64(Hdf5Cursor.Undefined).Int64(_end).Int64(Hdf5Cursor.Undefined), name: 0, root).ToArray();

    // Members come first, so that their addresses are known.
    private Placed Place(Hdf5Group group)
    {
        var members = new List<(byte[] Name, Placed Place)>();
        foreach ((string name, Hdf5Group member) in group.Groups) members.Add((Encoding.UTF8.GetBytes(name), Place(member)));
        foreach ((string name, Hdf5Content dataset) in group.Datasets) members.Add((Encoding.UTF8.GetBytes(name), new(Place(dataset), 0, 0)));
        members.Sort((left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));

        var names = new Hdf5Block().Int64(0);
        var subtrees = new List<Subtree>();
        foreach ((byte[] Name, Placed Place)[] part in members.Chunk(2 * HalfTable))
        {
            var table = new Hdf5Block().Bytes("SNOD"u8).Bytes(1, 0).UInt16(part.Length);
            long last = 0;
            foreach (var (name, place) in part)
            {
                last = names.Length;
                Entry(table, last, place);
                names.Bytes(name).Bytes(0).Align();
            }
            subtrees.Add(new(Add(table.PadTo(TableSize)), last));
        }
        long tree = PlaceTree(subtrees);
        const int noFreeSpace = 1;
        long heap = Add(new Hdf5Block().Bytes("HEAP"u8).UInt32(0).Int64(names.Length).Int64(noFreeSpace).Int64(_end + 32).Bytes(names.ToArray()));
        var messages = new List<(Hdf5Message Type, bool Constant, Hdf5Block Content)> { (Hdf5Message.SymbolTable, false, new Hdf5Block().Int64(tree).Int64(heap)) };
        foreach ((string name, string text) in group.Texts) messages.Add((Hdf5Message.Attribute, false, Attribute(name, text)));
        return new(Add(Header(messages)), tree, heap);
    }

    // Level by level, until one node holds all.
    private long PlaceTree(List<Subtree> subtrees)
    {
        for (int level = 0; ; level++)
        {
            var nodes = new List<Subtree>();
            Subtree[][] parts = subtrees.Count == 0 ? [[]] : [.. subtrees.Chunk(2 * HalfNode)];
            for (int i = 0; i < parts.Length; i++)
            {
                long left = i == 0 ? Hdf5Cursor.Undefined : _end - NodeSize, right = i == parts.Length - 1 ? Hdf5Cursor.Undefined : _end + NodeSize;
                var node = new Hdf5Block().Bytes("TREE"u8).Bytes(0, (byte)level).UInt16(parts[i].Length).Int64(left).Int64(right).Int64(i == 0 ? 0 : nodes[^1].LastName);
                foreach (Subtree child in parts[i]) node.Int64(child.Address).Int64(child.LastName);
                nodes.Add(new(Add(node.PadTo(NodeSize)), parts[i].Length == 0 ? 0 : parts[i][^1].LastName));
            }
            if (nodes.Count == 1) return nodes[0].Address;
            subtrees = nodes;
        }
    }

    private long Place(Hdf5Content dataset)
    {
        long address = dataset.Size == 0 ? Hdf5Cursor.Undefined : _end;
        int padding = (int)(-dataset.Size & 7);
        if (dataset.Size > 0)
        {
            _blocks.Add(dataset.Write);
            _blocks.Add(stream => stream.Write(new byte[padding]));
            _end += dataset.Size + padding;
        }
        return Add(Header(
        [
            (Hdf5Message.Dataspace, false, Dataspace(dataset.Shape)),
            (Hdf5Message.Datatype, true, Datatype(dataset.Element)),
            // Late allocation, a fill value that is written if set, and is not: as h5py has it.
            (Hdf5Message.FillValue, true, new Hdf5Block().Bytes(2, 2, 2, 1).UInt32(0)),
            (Hdf5Message.Layout, false, new Hdf5Block().Bytes(3, 1).Int64(address).Int64(dataset.Size)),
        ]));
    }

    private static Hdf5Block Dataspace(Shape shape)
    {
        // Each size twice: the present one and the greatest that it may become.
        var message = new Hdf5Block().Bytes(1, (byte)shape.Rank, (byte)(shape.Rank > 0 ? 1 : 0)).PadTo(8);
        for (int i = 0; i < 2; i++)
            foreach (int size in shape) message.Int64(size);
        return message;
    }

    private static Hdf5Block Datatype(Hdf5Element element) => element switch
    {
        Hdf5Element.Float32 => new Hdf5Block().Bytes(0x11, (byte)(0x20 | ByteOrder), 31, 0).UInt32(4).UInt16(0).UInt16(32).Bytes(23, 8, 0, 23).UInt32(127),
        Hdf5Element.Int32 => new Hdf5Block().Bytes(0x10, (byte)(8 | ByteOrder), 0, 0).UInt32(4).UInt16(0).UInt16(32),
        Hdf5Element.Int64 => new Hdf5Block().Bytes(0x10, (byte)(8 | ByteOrder), 0, 0).UInt32(8).UInt16(0).UInt16(64),
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, "Only 32-bit floating-point numbers and integers of 32 and 64 bits are written."),
    };

    private Hdf5Block Attribute(string name, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] key = [.. Encoding.UTF8.GetBytes(name), 0];
        Hdf5Block extent = Dataspace(Shape.Scalar);
        var message = new Hdf5Block().Bytes(1, 0).UInt16(key.Length).UInt16(Text.Length).UInt16(extent.Length)
            .Bytes(key).Align().Bytes(Text).Align().Bytes(extent.ToArray()).UInt32(bytes.Length);
        if (bytes.Length == 0) return message.Int64(0).UInt32(0);
        int index = PlaceText(bytes);
        return message.Int64(_collectionAddress).UInt32(index);
    }

    // Texts share a collection until it is full.
    private int PlaceText(byte[] text)
    {
        Hdf5Block entry = new Hdf5Block().UInt16(_collectionObjects + 1).UInt16(0).UInt32(0).Int64(text.Length).Bytes(text).Align();
        if (entry.Length > _collection.Length - _collectionUsed)
        {
            byte[] collection = new byte[Math.Max(LeastCollection, CollectionHead + entry.Length)];
            new Hdf5Block().Bytes("GCOL"u8).Bytes(1, 0, 0, 0).Int64(collection.Length).ToArray().CopyTo(collection, 0);
            _collection = collection;
            (_collectionAddress, _collectionUsed, _collectionObjects) = (_end, CollectionHead, 0);
            _blocks.Add(stream => stream.Write(collection));
            _end += collection.Length;
            return PlaceText(text);
        }
        entry.ToArray().CopyTo(_collection, _collectionUsed);
        _collectionUsed += entry.Length;
        int free = _collection.Length - _collectionUsed;
        // What is left is object 0, which knows its own size; too little to be an object is left as it is.
        if (free >= CollectionHead) new Hdf5Block().Int64(0).Int64(free).ToArray().CopyTo(_collection, _collectionUsed);
        return ++_collectionObjects;
    }

    private static Hdf5Block Header(List<(Hdf5Message Type, bool Constant, Hdf5Block Content)> messages)
    {
        var content = new Hdf5Block();
        foreach (var (type, constant, message) in messages)
        {
            message.Align();
            content.UInt16((int)type).UInt16(message.Length).Bytes((byte)(constant ? 1 : 0), 0, 0, 0).Bytes(message.ToArray());
        }
        return new Hdf5Block().Bytes(1, 0).UInt16(messages.Count).UInt32(1).UInt32(content.Length).UInt32(0).Bytes(content.ToArray());
    }

    // A link; that to a group keeps the places of the group's own tree and heap beside.
    private static Hdf5Block Entry(Hdf5Block block, long name, Placed place) =>
        block.Int64(name).Int64(place.Header).UInt32(place.Tree == 0 ? 0 : 1).UInt32(0).Int64(place.Tree).Int64(place.Heap);

    private long Add(Hdf5Block block)
    {
        byte[] bytes = block.Align().ToArray();
        long address = _end;
        _blocks.Add(stream => stream.Write(bytes));
        _end += bytes.Length;
        return address;
    }
}
