using System.Globalization;

namespace Keratin.Formats.Tests;

/// <summary>The limits that only large files reach.</summary>
public sealed class Hdf5LimitTests
{
    private static Hdf5File Open(byte[] bytes) => Hdf5File.Open(new MemoryStream(bytes), "model.h5");

    private static string ErrorOf(byte[] bytes, Action<Hdf5File> read) => Assert.Throws<InvalidDataException>(() => read(Open(bytes))).Message;

    // A constant embedding, packed by gzip, is a legal file.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Beyond_256_MiB_a_file_may_not_unpack_to_more_than_a_hundred_times_its_bytes(int more, bool isRead)
    {
        const int chunk = 1 << 20, numbers = (256 << 20) / 4;
        byte[] file = Constant(numbers + more, chunk);

        Assert.InRange(file.Length, 1, (256 << 20) / 200);
        if (isRead) Assert.Equal(numbers, Open(file).StoredElements("x"));
        else Assert.Equal($"model.h5, 'x', cannot be read: with its {4L * (numbers + 1):N0} bytes of numbers the file unpacks to more than 268,435,456, as files do that are made to fill memory; if you trust it, write it anew without compression.", ErrorOf(file, opened => opened.StoredElements("x")));
    }

    [Theory]
    [InlineData(3_000_001, true)]
    [InlineData(3_000_000, true)]
    [InlineData(2_999_999, false)]
    public void A_hundred_times_its_bytes_a_file_may_unpack_to_and_packed_itself_those_count_from_which_it_was_unpacked(long packed, bool isRead)
    {
        Hdf5File opened = Hdf5File.Open(new MemoryStream(Constant(75_000_000, 1 << 20)), "model.h5", packed);

        if (isRead) Assert.Equal(75_000_000, opened.StoredElements("x"));
        else Assert.Contains("the file unpacks to more than 299,999,900,", Assert.Throws<InvalidDataException>(() => opened.StoredElements("x")).Message);
    }

    [Fact]
    public void The_datasets_of_a_file_have_one_budget()
    {
        var forge = new Hdf5Forge();
        long[] datasets = [.. Enumerable.Range(0, 3).Select(_ => AddConstant(forge, 25_000_000, 1 << 20))];
        byte[] file = forge.File(forge.Group(("a", datasets[0]), ("b", datasets[1]), ("c", datasets[2])));
        Hdf5File opened = Open(file);

        Assert.Equal(25_000_000, opened.StoredElements("a"));
        Assert.Equal(25_000_000, opened.StoredElements("b"));
        Assert.Equal(25_000_000, opened.StoredElements("b"));
        Assert.Contains("'c', cannot be read: with its 100,000,000 bytes of numbers the file unpacks to more than 268,435,456,", Assert.Throws<InvalidDataException>(() => opened.StoredElements("c")).Message);
    }

    [Theory]
    [InlineData(99_999)]
    [InlineData(100_000)]
    [InlineData(100_001)]
    public void A_file_has_up_to_100000_groups_and_datasets(int count)
    {
        var forge = new Hdf5Forge();
        byte[] file = forge.File(forge.Group([.. Enumerable.Range(0, count).Select(i => (i.ToString(CultureInfo.InvariantCulture), forge.Header((Hdf5Message.Layout, []))))]));

        if (count <= 100_000) Assert.Equal(count, Open(file).Datasets("").Count);
        else Assert.Equal("model.h5 cannot be read: it has more than 100,000 groups and datasets.", ErrorOf(file, opened => opened.Datasets("")));
    }

    [Fact]
    public void Groups_that_lie_a_hundred_thousand_deep_do_not_exhaust_the_stack()
    {
        var forge = new Hdf5Forge();
        long inner = forge.Group();
        for (int i = 0; i < 100_000; i++) inner = forge.Group(("g", inner));

        Assert.Contains("it lies more than 64 groups deep", ErrorOf(forge.File(inner), file => Hdf5Walk.Datasets(file)));
    }

    // A tree of three levels.
    [Fact]
    public void A_group_has_nine_thousand_members()
    {
        var root = new Hdf5Group();
        string[] names = [.. Enumerable.Range(0, 9000).Select(i => $"dense_{i}")];
        foreach (string name in names) root.AddInteger(name, name.Length);
        Hdf5File file = Open(Hdf5WriterTests.Write(root));

        Assert.Equal(names.Order(StringComparer.Ordinal), file.Datasets(""));
        Assert.Equal(names[^1].Length, file.ReadInteger(names[^1]));
    }

    private static byte[] Constant(int numbers, int chunk)
    {
        var forge = new Hdf5Forge();
        return forge.File(forge.Group(("x", AddConstant(forge, numbers, chunk))));
    }

    private static long AddConstant(Hdf5Forge forge, int numbers, int chunk)
    {
        long chunks = forge.Chunks(1, [.. Enumerable.Range(0, (numbers + chunk - 1) / chunk).Select(i => { (long address, int size) = forge.AddZeros(4 * chunk); return ((long)i * chunk, address, size); })]);
        return forge.Dataset(Hdf5Forge.Extent(numbers), Hdf5Forge.Single, Hdf5Forge.InChunks(chunks, 4, chunk), Hdf5Forge.Filters(1));
    }
}
