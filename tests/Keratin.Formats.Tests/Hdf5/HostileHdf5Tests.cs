namespace Keratin.Formats.Tests;

/// <summary>HDF5 files that are put together to take memory or to lead in circles.</summary>
public sealed class HostileHdf5Tests
{
    private static Hdf5File Open(byte[] bytes) => Hdf5File.Open(new MemoryStream(bytes), "model.h5");

    private static string ErrorOf(byte[] bytes, Action<Hdf5File> read) => Assert.Throws<InvalidDataException>(() => read(Open(bytes))).Message;

    [Fact]
    public void A_file_that_is_put_together_without_a_lie_is_read()
    {
        var forge = new Hdf5Forge();
        (long address, int size) = forge.AddZeros(40);
        long chunks = forge.Chunks(1, (0, address, size), (10, forge.AddZeros(40).Address, size));
        long packed = forge.Dataset(Hdf5Forge.Extent(15), Hdf5Forge.Single, Hdf5Forge.InChunks(chunks, 4, 10), Hdf5Forge.Filters(1));
        long piece = forge.Dataset(Hdf5Forge.Extent(2), Hdf5Forge.Single, Hdf5Forge.InOnePiece(forge.Add([0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]), 8));
        Hdf5File file = Open(forge.File(forge.Group(("packed", packed), ("piece", piece))));

        Assert.Equal(new float[15], file.ReadSingles("packed", [15]));
        Assert.Equal([1, 2], file.ReadSingles("piece", [2]));
    }

    // Otherwise a file of a megabyte could hold a thousand times a megabyte, without any compression.
    [Fact]
    public void Datasets_on_the_same_bytes_are_refused()
    {
        var forge = new Hdf5Forge();
        long numbers = forge.Add(new byte[4000]);
        (string, long)[] datasets = [.. Enumerable.Range(0, 4).Select(i => ($"d{i}", forge.Dataset(Hdf5Forge.Extent(1000), Hdf5Forge.Single, Hdf5Forge.InOnePiece(numbers, 4000))))];
        byte[] file = forge.File(forge.Group(datasets));

        Assert.Equal($"model.h5, 'd1', cannot be read: with its 4,000 bytes the file's {file.Length:N0} are more than used up: some of its numbers stand where others do.",
            ErrorOf(file, opened => _ = opened.Datasets("").Sum(name => opened.StoredElements(name))));
    }

    [Fact]
    public void Chunks_on_the_same_bytes_are_refused()
    {
        var forge = new Hdf5Forge();
        long numbers = forge.Add(new byte[40_000]);
        long chunks = forge.Chunks(1, [.. Enumerable.Range(0, 100).Select(i => (10_000L * i, numbers, 40_000))]);
        long dataset = forge.Dataset(Hdf5Forge.Extent(1_000_000), Hdf5Forge.Single, Hdf5Forge.InChunks(chunks, 4, 10_000));

        Assert.Contains("'x', cannot be read: with its 4,000,000 bytes the file's", ErrorOf(forge.File(forge.Group(("x", dataset))), file => file.StoredElements("x")));
    }

    // What is declared is not believed while only garbage stands behind it.
    [Fact]
    public void Memory_for_what_is_packed_is_taken_only_when_it_is_there()
    {
        byte[] garbage = new byte[40_000];
        new Random(1).NextBytes(garbage);
        var forge = new Hdf5Forge();
        long chunks = forge.Chunks(1, [.. Enumerable.Range(0, 30).Select(i => (1_000_000L * i, forge.Add(garbage), garbage.Length))]);
        byte[] file = forge.File(forge.Group(("x", forge.Dataset(Hdf5Forge.Extent(30_000_000), Hdf5Forge.Single, Hdf5Forge.InChunks(chunks, 4, 1_000_000), Hdf5Forge.Filters(1)))));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("model.h5, 'x', cannot be read: a chunk cannot be unpacked; the file is damaged.", ErrorOf(file, opened => opened.ReadSingles("x", [30_000_000])));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12 << 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_filter_is_applied_once(int filter)
    {
        var forge = new Hdf5Forge();
        long chunks = forge.Chunks(1, (0, forge.AddZeros(40).Address, 10));
        byte[] file = forge.File(forge.Group(("x", forge.Dataset(Hdf5Forge.Extent(10), Hdf5Forge.Single, Hdf5Forge.InChunks(chunks, 4, 10), Hdf5Forge.Filters(filter, filter)))));

        Assert.Equal($"model.h5, 'x', cannot be read: it is packed by the filter {filter} twice; the file is damaged.", ErrorOf(file, opened => opened.ReadSingles("x", [10])));
    }

    [Fact]
    public void A_chunk_of_more_than_a_gibibyte_is_refused()
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group(("x", forge.Dataset(Hdf5Forge.Extent(300_000_000), Hdf5Forge.Single, Hdf5Forge.InChunks(forge.Chunks(1), 4, 300_000_000), Hdf5Forge.Filters(1)))));

        Assert.Equal("model.h5, 'x', cannot be read: its chunks have 1,200,000,000 bytes, and 1,073,741,824 are the most that is read.", ErrorOf(file, opened => opened.StoredElements("x")));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void Groups_lie_up_to_64_deep(int depth)
    {
        var forge = new Hdf5Forge();
        long inner = forge.Group();
        for (int i = 0; i < depth; i++) inner = forge.Group(("g", inner));
        byte[] file = forge.File(inner);
        string path = string.Join('/', Enumerable.Repeat("g", depth));

        if (depth <= 64) Assert.True(Open(file).Exists(path));
        else Assert.Equal($"model.h5, '{path}', cannot be read: it lies more than 64 groups deep.", ErrorOf(file, opened => Everything(opened, "")));
    }

    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    public void A_path_has_up_to_1024_characters(int length)
    {
        var forge = new Hdf5Forge();
        string outer = new('o', 500), inner = new('i', length - 501);
        byte[] file = forge.File(forge.Group((outer, forge.Group((inner, forge.Group())))));

        if (length <= 1024) Assert.True(Open(file).Exists($"{outer}/{inner}"));
        else Assert.Equal($"model.h5 cannot be read: one of its paths has more than 1,024 characters: '{outer[..80]}...'.", ErrorOf(file, opened => Everything(opened, "")));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void A_dataset_has_up_to_32_axes(int axes)
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group(("x", forge.Dataset(Hdf5Forge.Extent([.. Enumerable.Repeat(1L, axes)]), Hdf5Forge.Single, Hdf5Forge.InOnePiece(forge.Add([0, 0, 0, 0]), 4)))));

        if (axes <= 32) Assert.Equal(axes, Open(file).ShapeOf("x").Rank);
        else Assert.Equal("model.h5, 'x', cannot be read: it declares 33 axes, and 32 are the most that HDF5 has.", ErrorOf(file, opened => opened.ShapeOf("x")));
    }

    [Fact]
    public void A_group_within_itself_is_refused()
    {
        var forge = new Hdf5Forge();
        long inner = forge.Group(("b", 0));
        long outer = forge.Group(("a", inner));
        byte[] file = forge.File(outer);
        // The link of the inner group leads back to the outer one: its table is the first block of all.
        Hdf5Forge.With(file, 96 + 8 + 8, outer);

        Assert.Equal("model.h5, 'a/b', cannot be read: it is the same object as the root; links between objects are not followed.", ErrorOf(file, opened => Everything(opened, "")));
    }

    // As those do who look for weights.
    private static void Everything(Hdf5File file, string path)
    {
        _ = file.Datasets(path);
        foreach (string group in file.Groups(path)) Everything(file, path.Length == 0 ? group : $"{path}/{group}");
    }
}
