using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Keratin.Formats.Tests;

/// <summary>Puts HDF5 files together block by block, so that each block can tell a lie.</summary>
internal sealed class Hdf5Forge
{
    private readonly Hdf5Block _bytes = new Hdf5Block().PadTo(96);

    /// <summary>The type of a number of 32 bits.</summary>
    public static byte[] Single { get; } = [0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0];

    /// <summary>The address of the next block.</summary>
    public long End => _bytes.Length;

    /// <summary>The type of an integer.</summary>
    public static byte[] Integer(int size) => new Hdf5Block().Bytes(0x10, 8, 0, 0).UInt32(size).UInt16(0).UInt16(8 * size).ToArray();

    /// <summary>A dataspace.</summary>
    public static byte[] Extent(params long[] sizes)
    {
        Hdf5Block message = new Hdf5Block().Bytes(1, (byte)sizes.Length).PadTo(8);
        foreach (long size in sizes) message.Int64(size);
        return message.ToArray();
    }

    /// <summary>The layout of numbers in one piece.</summary>
    public static byte[] InOnePiece(long address, long size) => new Hdf5Block().Bytes(3, 1).Int64(address).Int64(size).ToArray();

    /// <summary>The layout of numbers in chunks.</summary>
    public static byte[] InChunks(long tree, int elementSize, params long[] chunk)
    {
        Hdf5Block message = new Hdf5Block().Bytes(3, 2, (byte)(chunk.Length + 1)).Int64(tree);
        foreach (long size in chunk) message.UInt32(size);
        return message.UInt32(elementSize).ToArray();
    }

    /// <summary>Filters that need no values, by number: 1 is deflate, 3 the checksum.</summary>
    public static byte[] Filters(params int[] filters)
    {
        Hdf5Block message = new Hdf5Block().Bytes(1, (byte)filters.Length).PadTo(8);
        foreach (int filter in filters) message.UInt16(filter).UInt16(0).UInt16(0).UInt16(0);
        return message.ToArray();
    }

    /// <summary>Adds a block.</summary>
    /// <returns>Its address.</returns>
    public long Add(ReadOnlySpan<byte> block)
    {
        long address = _bytes.Align().Length;
        _bytes.Bytes(block).Align();
        return address;
    }

    /// <summary>Adds numbers that are all zero, deflated.</summary>
    public (long Address, int Size) AddZeros(int bytes)
    {
        using var stream = new MemoryStream();
        using (var packed = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true)) packed.Write(new byte[bytes]);
        return (Add(stream.ToArray()), (int)stream.Length);
    }

    /// <summary>Adds the header of an object.</summary>
    public long Header(params (Hdf5Message Type, byte[] Content)[] messages)
    {
        var content = new Hdf5Block();
        foreach ((Hdf5Message type, byte[] message) in messages)
            content.UInt16((int)type).UInt16((message.Length + 7) & ~7).UInt32(0).Bytes(message).Align();
        return Add(new Hdf5Block().Bytes(1, 0).UInt16(messages.Length).UInt32(1).UInt32(content.Length).UInt32(0).Bytes(content.ToArray()).ToArray());
    }

    /// <summary>Adds a dataset.</summary>
    public long Dataset(byte[] extent, byte[] type, byte[] layout, byte[]? filters = null) => filters is null
        ? Header((Hdf5Message.Dataspace, extent), (Hdf5Message.Datatype, type), (Hdf5Message.Layout, layout))
        : Header((Hdf5Message.Dataspace, extent), (Hdf5Message.Datatype, type), (Hdf5Message.Filters, filters), (Hdf5Message.Layout, layout));

    /// <summary>Adds the list of a dataset's chunks, which follow each other along its first axis.</summary>
    public long Chunks(int axes, params (long Start, long Address, int Size)[] chunks)
    {
        var node = new Hdf5Block().Bytes("TREE"u8).Bytes(1, 0).UInt16(chunks.Length).Int64(-1).Int64(-1);
        foreach ((long start, long address, int size) in chunks) node.UInt32(size).UInt32(0).Int64(start).PadTo(node.Length + 8 * axes).Int64(address);
        return Add(node.ToArray());
    }

    /// <summary>Adds a group.</summary>
    public long Group(params (string Name, long Header)[] members)
    {
        var names = new Hdf5Block().Int64(0);
        var tree = new Hdf5Block();
        (string Name, long Header)[][] tables = [.. members.Chunk(10_000)];
        foreach ((string Name, long Header)[] part in tables)
        {
            var table = new Hdf5Block().Bytes("SNOD"u8).Bytes(1, 0).UInt16(part.Length);
            foreach ((string name, long header) in part)
            {
                table.Int64(names.Length).Int64(header).PadTo(table.Length + 24);
                names.Bytes(Encoding.UTF8.GetBytes(name)).Bytes(0).Align();
            }
            tree.Int64(0).Int64(Add(table.ToArray()));
        }
        long root = Add(new Hdf5Block().Bytes("TREE"u8).Bytes(0, 0).UInt16(tables.Length).Int64(-1).Int64(-1).Bytes(tree.ToArray()).ToArray());
        long text = Add(names.ToArray());
        long heap = Add(new Hdf5Block().Bytes("HEAP"u8).UInt32(0).Int64(names.Length).Int64(1).Int64(text).ToArray());
        return Header((Hdf5Message.SymbolTable, new Hdf5Block().Int64(root).Int64(heap).ToArray()));
    }

    /// <summary>The file.</summary>
    /// <param name="root">The group at the top.</param>
    public byte[] File(long root)
    {
        byte[] file = _bytes.ToArray();
        new Hdf5Block().Bytes(Hdf5File.Signature).Bytes(0, 0, 0, 0, 0, 8, 8, 0).UInt16(4).UInt16(16).UInt32(0).Int64(0).Int64(-1).Int64(file.Length).Int64(-1).Int64(0).Int64(root).ToArray().CopyTo(file, 0);
        return file;
    }

    /// <summary>Changes an address that was not known when its block was added.</summary>
    public static byte[] With(byte[] file, long at, long address)
    {
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)at), address);
        return file;
    }
}
