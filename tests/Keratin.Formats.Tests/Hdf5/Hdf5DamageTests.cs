namespace Keratin.Formats.Tests;

/// <summary>Files of which one field is not what it should be.</summary>
public sealed class Hdf5DamageTests
{
    private static readonly byte[] Eight = [1, 0, 0, 0, 2, 0, 0, 0];

    private static Hdf5File Open(byte[] bytes) => Hdf5File.Open(new MemoryStream(bytes), "model.h5");

    private static string ErrorOf(byte[] bytes, Action<Hdf5File> read) => Assert.Throws<InvalidDataException>(() => read(Open(bytes))).Message;

    // A dataset of integers of 32 bits, and what is read of it or said.
    private static string Read(Func<Hdf5Forge, byte[]> layout, params long[] sizes)
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group(("x", forge.Dataset(Hdf5Forge.Extent(sizes), Hdf5Forge.Integer(4), layout(forge)))));
        try
        {
            return string.Join(" ", Open(file).ReadSingles("x", [.. sizes.Select(size => (int)size)]));
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }

    [Fact]
    public void Numbers_in_the_header_or_in_one_piece_are_as_many_as_the_shape_needs()
    {
        Assert.Equal("1 2", Read(_ => [3, 0, 8, 0, .. Eight], 2));
        Assert.Equal("1 2", Read(_ => [4, 0, 8, 0, .. Eight], 2));
        Assert.Equal("1", Read(_ => [3, 0, 8, 0, .. Eight], 1));
        Assert.Contains("its shape needs 8 bytes of numbers, but only 7 are there", Read(_ => [3, 0, 7, 0, .. Eight], 2));
        Assert.Equal("1 2", Read(forge => Hdf5Forge.InOnePiece(forge.Add(Eight), 8), 2));
        Assert.Equal("1", Read(forge => Hdf5Forge.InOnePiece(forge.Add(Eight), 8), 1));
        Assert.Contains("its shape needs 8 bytes of numbers, but only 7 are there", Read(forge => Hdf5Forge.InOnePiece(forge.Add(Eight), 7), 2));
        Assert.Contains("its 8 bytes of numbers should stand at byte 100,000,", Read(_ => Hdf5Forge.InOnePiece(100_000, 8), 2));
        Assert.Contains("its 8 bytes of numbers should stand at byte -2,", Read(_ => Hdf5Forge.InOnePiece(-2, 8), 2));
        Assert.Contains("its numbers were never written", Read(_ => Hdf5Forge.InOnePiece(Hdf5Cursor.Undefined, 8), 2));
        Assert.Equal("", Read(_ => Hdf5Forge.InOnePiece(Hdf5Cursor.Undefined, 0), 0));
        Assert.Equal("", Read(_ => Hdf5Forge.InOnePiece(100_000, 0), 0));
    }

    [Theory]
    [InlineData(2, 1, "its layout is of version 2; read is 3, which h5py writes")]
    [InlineData(5, 1, "its layout is of version 5; read is 3, which h5py writes")]
    [InlineData(4, 2, "its chunks are of HDF5's newer kind")]
    [InlineData(3, 3, "it is a virtual dataset, made of other files, which are never opened")]
    [InlineData(3, 4, "its layout is of the unknown kind 4; the file is damaged")]
    public void Another_layout_is_refused(int version, int kind, string words) => Assert.Contains(words, Read(_ => [(byte)version, (byte)kind, .. new byte[16]], 2));

    [Fact]
    public void Chunks_must_tile_the_dataset()
    {
        // Five by two in chunks of two by two: three, of which the last reaches over the edge.
        static long Tree(Hdf5Forge forge, params long[] starts) => forge.Chunks(2, [.. starts.Select(start => (start, forge.Add([(byte)start, 0, 0, 0, 1, 0, 0, 0, (byte)(start + 1), 0, 0, 0, 3, 0, 0, 0]), 16))]);

        Assert.Equal("0 1 1 3 2 1 3 3 4 1", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 4), 4, 2, 2), 5, 2));
        Assert.Equal("0 1 1 3 2 1 3 3 4 1", Read(forge => Hdf5Forge.InChunks(Tree(forge, 4, 0, 2), 4, 2, 2), 5, 2));
        Assert.Contains("two of its chunks have the same place", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 2), 4, 2, 2), 5, 2));
        Assert.Contains("one of its chunks stands where none can be", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 3), 4, 2, 2), 5, 2));
        Assert.Contains("one of its chunks stands where none can be", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 6), 4, 2, 2), 5, 2));
        Assert.Contains("one of its chunks stands where none can be", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 4), 4, 2, 2), 4, 2));
        Assert.Contains("it should have 3 chunks, and 2 are there", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2), 4, 2, 2), 5, 2));
        Assert.Contains("it should have 6 chunks, and 3 are there", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 4), 4, 2, 2), 5, 3));
        Assert.Contains("it has 1 axes, and its chunks have 2", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0), 4, 2, 2), 2));
        Assert.Contains("it has 0 axes, and its chunks have 0", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0), 4)));
        Assert.Contains("its chunks are made for another element type", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 4), 8, 2, 2), 5, 2));
        Assert.Contains("its chunks have an impossible shape", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 4), 4, 0, 2), 5, 2));
        Assert.Contains("its chunks have an impossible shape", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 4), 4, 1L << 31, 2), 5, 2));
        Assert.Contains("its chunks have an impossible shape", Read(forge => Hdf5Forge.InChunks(Tree(forge, 0, 2, 4), 4, int.MaxValue, 2), 5, 2));
        Assert.Equal("", Read(forge => Hdf5Forge.InChunks(Hdf5Cursor.Undefined, 4, 2, 2), 0, 2));
    }

    [Fact]
    public void A_chunk_stands_in_the_file_and_has_its_bytes()
    {
        Assert.Contains("a chunk of 8 bytes should stand at byte 100,000,", Read(forge => Hdf5Forge.InChunks(forge.Chunks(1, (0, 100_000, 8)), 4, 2), 2));
        Assert.Contains("a chunk of 7 stored bytes cannot hold 8", Read(forge => Hdf5Forge.InChunks(forge.Chunks(1, (0, forge.Add(Eight), 7)), 4, 2), 2));
        Assert.Contains("a chunk unpacks to 9 bytes where 8 belong", Read(forge => Hdf5Forge.InChunks(forge.Chunks(1, (0, forge.Add([.. Eight, 0]), 9)), 4, 2), 2));
    }

    [Fact]
    public void Chunks_of_three_axes_are_put_together()
    {
        static byte[] Chunk(byte first) => [.. Enumerable.Range(first, 8).SelectMany(number => new byte[] { (byte)number, 0, 0, 0 })];

        Assert.Equal(string.Join(" ", Enumerable.Range(0, 16)), Read(forge => Hdf5Forge.InChunks(forge.Chunks(3, (0, forge.Add(Chunk(0)), 32), (2, forge.Add(Chunk(8)), 32)), 4, 2, 2, 2), 4, 2, 2));
    }

    // A megabyte is always allowed, and beyond it eight times what is needed.
    [Fact]
    public void Chunks_may_reach_beyond_the_edges_by_a_megabyte()
    {
        Assert.Contains("a chunk of 8 stored bytes cannot hold 1,048,608", Read(forge => Hdf5Forge.InChunks(forge.Chunks(1, (0, forge.Add(Eight), 8)), 4, (1 << 18) + 8), 1));
        Assert.Contains("its 1 chunks of 1,048,612 bytes are far more than its 4 bytes of numbers", Read(forge => Hdf5Forge.InChunks(forge.Chunks(1, (0, forge.Add(Eight), 8)), 4, (1 << 18) + 9), 1));
        // Two chunks share it: half a megabyte, and 32 bytes, for each.
        Assert.Contains("a chunk of 8 stored bytes cannot hold 524,320", Read(forge => Hdf5Forge.InChunks(forge.Chunks(2, (0, forge.Add(Eight), 8)), 4, (1 << 17) + 8, 1), 1, 2));
        Assert.Contains("its 2 chunks of 524,324 bytes are far more than its 8 bytes of numbers", Read(forge => Hdf5Forge.InChunks(forge.Chunks(2, (0, forge.Add(Eight), 8)), 4, (1 << 17) + 9, 1), 1, 2));
    }

    [Theory]
    [InlineData(8, 1, "it is of HDF5's format 1")]
    [InlineData(13, 4, "its addresses are not of 64 bits")]
    [InlineData(14, 4, "its addresses are not of 64 bits")]
    [InlineData(24, 8, "something stands before its HDF5 part")]
    public void A_superblock_is_as_h5py_writes_it(int at, byte value, string words)
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group());
        file[at] = value;

        Assert.Contains(words, ErrorOf(file, _ => { }));
    }

    [Fact]
    public void A_file_has_at_least_a_superblock_and_may_go_on_behind_its_end()
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group());

        Assert.Empty(Open([.. file, 1, 2, 3]).Groups(""));
        Assert.Contains("it has only 95 bytes, too few for an HDF5 file", ErrorOf(file[..95], _ => { }));
        Assert.Contains("it is truncated", ErrorOf(file[..96], _ => { }));
    }

    [Theory]
    [InlineData("", "one of its members has no name")]
    [InlineData("a/b", "the name of its member 'a/b' has a slash in it")]
    public void A_member_has_a_name(string name, string words)
    {
        var forge = new Hdf5Forge();

        Assert.Contains(words, ErrorOf(forge.File(forge.Group((name, forge.Group()))), file => file.Groups("")));
    }

    [Fact]
    public void Members_differ_and_are_reached_by_no_other_path()
    {
        var forge = new Hdf5Forge();
        long first = forge.Group(), second = forge.Group();

        Assert.Contains("it has two members of the name 'a'", ErrorOf(forge.File(forge.Group(("a", first), ("a", second))), file => file.Groups("")));
    }

    // The name's place is the first field of the table's entry, and the names are a block of eight and two more bytes.
    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(long.MaxValue)]
    public void A_name_stands_in_the_heap(long place)
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group(("a", forge.Group())));
        Hdf5Forge.With(file, file.AsSpan().LastIndexOf("SNOD"u8) + 8, place);

        Assert.Contains("one of its members has no name", ErrorOf(file, opened => opened.Groups("")));
    }

    [Fact]
    public void Names_that_share_their_bytes_run_out_of_budget()
    {
        var forge = new Hdf5Forge();
        long inner = forge.Group();
        byte[] file = forge.File(forge.Group([(new string('a', 50_000), inner), .. Enumerable.Range(0, 200).Select(i => ($"{i}", inner))]));
        // Each name is the long one from its second letter, third letter, and so on.
        int table = file.AsSpan().LastIndexOf("SNOD"u8) + 8;
        for (int i = 0; i <= 200; i++) Hdf5Forge.With(file, table + 40 * i, 8 + i);

        Assert.Contains("the descriptions in this file of", ErrorOf(file, opened => opened.Groups("")));
    }

    // The root's address is in the superblock; its header has a prefix of 16 bytes and 8 before its message: the addresses of
    // the tree and of the heap.
    [Fact]
    public void What_is_not_where_it_should_be_is_named()
    {
        const long far = 1_000_000;
        const int superblockRoot = 64;
        var forge = new Hdf5Forge();
        long root = forge.Group(("a", forge.Group()));
        byte[] whole = forge.File(root);
        int table = whole.AsSpan().LastIndexOf("SNOD"u8), tree = whole.AsSpan().LastIndexOf("TREE"u8), heap = whole.AsSpan().LastIndexOf("HEAP"u8);

        Assert.StartsWith("model.h5 cannot be read: its header should stand at byte 1,000,000, and the file has", Said(superblockRoot, far));
        Assert.Contains("a node of its tree should stand at byte 1,000,000", Said(root + 24, far));
        Assert.Contains("the heap of its names should stand at byte 1,000,000", Said(root + 32, far));
        Assert.Contains("the names of its members should stand at byte 1,000,000", Said(heap + 24, far));
        Assert.Contains("a table of its members should stand at byte 1,000,000", Said(tree + 32, far));

        Assert.Contains("where its header belongs, something else stands", Said(superblockRoot, heap));
        Assert.Contains("where a node of its tree belongs, something else stands", Said(root + 24, heap));
        Assert.Contains("where the heap of its names belongs, something else stands", Said(root + 32, tree));
        Assert.Contains("where a table of its members belongs, something else stands", Said(tree + 32, heap));

        // Blocks that begin where they should, and go on behind the end.
        Assert.Contains($"a block of its header should stand at byte {root + 16:N0}", Said(root + 8, far));
        Assert.Contains($"a node of its tree should stand at byte {tree + 24:N0}", Count(tree + 6));
        Assert.Contains($"a table of its members should stand at byte {table + 8:N0}", Count(table + 6));

        string Said(long at, long value) => ErrorOf(Hdf5Forge.With([.. whole], at, value), file => file.Groups(""));

        string Count(int at)
        {
            byte[] file = [.. whole];
            file[at + 1] = 200;
            return ErrorOf(file, opened => opened.Groups(""));
        }
    }

    // A message for each link: its version, flags, of which 8 says that the kind follows, the length of the name, name and place.
    [Fact]
    public void Groups_of_the_newer_kind_are_refused_with_advice_and_for_their_links()
    {
        Assert.Contains("it is a group of HDF5's newer kind", Said());
        Assert.Contains("it is a group of HDF5's newer kind", Said(1, 0, 1, (byte)'a', 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Contains("it is a group of HDF5's newer kind", Said(1, 8, 0, 1, (byte)'a', 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Contains("one of its members is a link to another path or file", Said(1, 8, 1, 1, (byte)'a', 1, 0, (byte)'b'));

        static string Said(params byte[] link)
        {
            var forge = new Hdf5Forge();
            return ErrorOf(forge.File(forge.Header([(Hdf5Message.LinkInfo, new byte[18]), .. link.Length > 0 ? [(Hdf5Message.Link, link)] : Array.Empty<(Hdf5Message, byte[])>()])), file => file.Groups(""));
        }
    }

    // One entry behind the head of 24 bytes: a key, the address of the table.
    [Theory]
    [InlineData(4, 1, "its tree is of the wrong kind")]
    [InlineData(5, 8, "the levels of its tree are in disorder")]
    [InlineData(5, 7, "where a node of its tree belongs, something else stands")]
    [InlineData(0, 0, "where a node of its tree belongs, something else stands")]
    public void A_tree_is_what_it_says(int at, byte value, string words)
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group(("a", forge.Group())));
        int tree = file.AsSpan().LastIndexOf("TREE"u8);
        file[tree + at] = value;

        Assert.Contains(words, ErrorOf(file, opened => opened.Groups("")));
    }

    [Fact]
    public void Each_level_of_a_tree_is_one_below_the_last()
    {
        var root = new Hdf5Group();
        for (int i = 0; i < 300; i++) root.AddInteger($"x{i}", i);
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, root);
        byte[] file = stream.ToArray();
        // The tree has two levels; its first node, at the bottom, says that it is another one.
        file[file.AsSpan().IndexOf("TREE"u8) + 5] = 1;

        Assert.Contains("the levels of its tree are in disorder", ErrorOf(file, opened => opened.Datasets("")));
    }

    [Fact]
    public void What_is_no_integer_is_not_read_as_one()
    {
        var forge = new Hdf5Forge();
        byte[] text = [0x13, 0, 0, 0, 9, 0, 0, 0];
        long numbers = forge.Add([7, 0, 0, 0, 0, 0, 0, 0, 0]);
        byte[] file = forge.File(forge.Group(
            ("text", forge.Dataset(Hdf5Forge.Extent(), text, Hdf5Forge.InOnePiece(numbers, 9))),
            ("one", forge.Dataset(Hdf5Forge.Extent(1), Hdf5Forge.Integer(8), Hdf5Forge.InOnePiece(numbers, 8))),
            ("none", forge.Dataset(Hdf5Forge.Extent(0), Hdf5Forge.Integer(8), Hdf5Forge.InOnePiece(numbers, 8)))));

        Assert.Equal(7, Open(file).ReadInteger("one"));
        Assert.Contains("'text', cannot be read: it is no integer.", ErrorOf(file, opened => opened.ReadInteger("text")));
        Assert.Contains("'none', cannot be read: it has the shape (0,), where a single integer is expected", ErrorOf(file, opened => opened.ReadInteger("none")));
    }

    [Fact]
    public void Attributes_differ_and_are_of_the_older_kind()
    {
        var forge = new Hdf5Forge();
        byte[] attribute = new Hdf5Block().Bytes(1, 0).UInt16(2).UInt16(8).UInt16(8).Bytes("a"u8).Align().Bytes(0x13, 0, 0, 0, 1, 0, 0, 0).Bytes(Hdf5Forge.Extent()).Bytes("x"u8).ToArray();
        byte[] file = forge.File(forge.Group(
            ("one", forge.Header((Hdf5Message.Layout, []), (Hdf5Message.Attribute, attribute))),
            ("two", forge.Header((Hdf5Message.Layout, []), (Hdf5Message.Attribute, attribute), (Hdf5Message.Attribute, attribute))),
            ("new", forge.Header((Hdf5Message.Layout, []), (Hdf5Message.AttributeInfo, [])))));

        Assert.Equal("x", Open(file).Text("one", "a"));
        Assert.Contains("'two', cannot be read: it has two attributes of the name 'a'", ErrorOf(file, opened => opened.Text("two", "a")));
        Assert.Contains("'new', cannot be read: its attributes are of HDF5's newer kind", ErrorOf(file, opened => opened.Text("new", "a")));
    }

    [Fact]
    public void A_header_has_what_its_object_needs()
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group(("x", forge.Header((Hdf5Message.Layout, [])))));

        Assert.Contains("'x', cannot be read: its header lacks a message (Dataspace)", ErrorOf(file, opened => opened.ShapeOf("x")));
        Assert.Contains("'x', cannot be read: its header lacks a message (Datatype)", ErrorOf(file, opened => opened.ElementOf("x")));
    }
}
