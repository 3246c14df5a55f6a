using System.Security.Cryptography;
using PureHDF;

namespace Keratin.Formats.Tests;

public sealed class Hdf5WriterTests
{
    internal static byte[] Write(Hdf5Group root)
    {
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, root);
        return stream.ToArray();
    }

    private static Hdf5File Open(byte[] bytes) => Hdf5File.Open(new MemoryStream(bytes), "model.h5");

    // The tree of a small model, as Keras saves it.
    private static Hdf5Group Model()
    {
        var root = new Hdf5Group();
        Hdf5Group dense = root.Group("layers/dense/vars");
        dense.SetText("name", "größe");
        dense.AddSingles("0", new float[] { 1, 2, 3, 4, 5, -6.5f }, [2, 3]);
        dense.AddSingles("1", new float[] { 7, 8, 9 }, [3]);
        root.Group("layers/dropout/vars").SetText("name", "");
        Hdf5Group optimizer = root.Group("optimizer/vars");
        optimizer.SetText("name", "rm_sprop");
        optimizer.AddInteger("0", 9_000_000_000);
        optimizer.AddSingles("1", new float[] { 0.001f }, []);
        optimizer.AddInteger("2", -3);
        root.Group("vars");
        root.Group("empty").AddSingles("0", Array.Empty<float>(), [0, 4]);
        return root;
    }

    /// <summary>The tree of a model as Keras saves it, with names and texts enough for two levels of a tree and several collections.</summary>
    internal static Hdf5Group LargeModel()
    {
        Hdf5Group root = Model();
        for (int i = 0; i < 1000; i++) root.Group($"many/dense_{i}").SetText("name", $"the layer {i}");
        return root;
    }

    [Fact]
    public void What_is_written_is_read()
    {
        Hdf5File file = Open(Write(Model()));

        Assert.Equal(["empty", "layers", "optimizer", "vars"], file.Groups(""));
        Assert.Equal(["0", "1"], file.Datasets("layers/dense/vars"));
        Assert.Equal("größe", file.Text("layers/dense/vars", "name"));
        Assert.Equal("", file.Text("layers/dropout/vars", "name"));
        Assert.Null(file.Text("vars", "name"));
        Assert.Equal([1, 2, 3, 4, 5, -6.5f], file.ReadSingles("layers/dense/vars/0", [2, 3]));
        Assert.Equal([7, 8, 9], file.ReadSingles("layers/dense/vars/1", [3]));
        Assert.Equal(9_000_000_000, file.ReadInteger("optimizer/vars/0"));
        Assert.Equal(Hdf5Element.Int64, file.ElementOf("optimizer/vars/0"));
        Assert.Equal([0.001f], file.ReadSingles("optimizer/vars/1", []));
        Assert.Equal(-3, file.ReadInteger("optimizer/vars/2"));
        Assert.Equal(Hdf5Element.Int32, file.ElementOf("optimizer/vars/2"));
        Assert.Empty(file.ReadSingles("empty/0", [0, 4]));
        Assert.Empty(file.Groups("vars"));
    }

    [Fact]
    public void The_same_tree_makes_the_same_bytes() => Assert.Equal(Write(Model()), Write(Model()));

    // Other bytes are no mistake if the library still reads them (Hdf5LibraryTests) and it is meant that files change.
    [Fact]
    public void The_bytes_are_those_that_the_HDF5_library_reads() => Assert.Equal("ECDC1D1247A1B39F144F037BD5321B2C", Convert.ToHexString(SHA256.HashData(Write(LargeModel())))[..32]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(256)]
    [InlineData(257)]
    public void A_group_has_any_number_of_members(int count)
    {
        var root = new Hdf5Group();
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"dense_{i}")];
        foreach (string name in names) root.AddInteger(name, name.Length);
        Hdf5File file = Open(Write(root));

        Assert.Equal(names.Order(StringComparer.Ordinal), file.Datasets(""));
        if (count > 0) Assert.Equal(names[^1].Length, file.ReadInteger(names[^1]));
    }

    [Theory]
    [InlineData(4000, 3)]
    [InlineData(100_000, 2)]
    [InlineData(1, 500)]
    public void Texts_have_any_length_and_number(int length, int count)
    {
        var root = new Hdf5Group();
        for (int i = 0; i < count; i++) root.Group($"g{i}").SetText("name", new string((char)('a' + i % 26), length));
        Hdf5File file = Open(Write(root));

        for (int i = 0; i < count; i++) Assert.Equal(new string((char)('a' + i % 26), length), file.Text($"g{i}", "name"));
    }

    [Fact]
    public void Names_must_differ_and_have_no_slash()
    {
        Hdf5Group root = Model();

        Assert.Contains("There is already a group or a dataset of the name 'vars'.", Assert.Throws<ArgumentException>(() => root.AddInteger("vars", 1)).Message);
        Assert.Contains("already", Assert.Throws<ArgumentException>(() => root.Group("layers/dense/vars/0")).Message);
        Assert.Contains("'a/b' is no name for a group or a dataset.", Assert.Throws<ArgumentException>(() => root.AddInteger("a/b", 1)).Message);
        Assert.Contains("The shape (2, 2) has 4 elements, but 3 numbers were given.", Assert.Throws<ArgumentException>(() => root.AddSingles("x", new float[3], [2, 2])).Message);
    }

    // Another reader, written by others, agrees.
    [Fact]
    public void PureHDF_reads_what_is_written()
    {
        using NativeFileReader file = new(Write(Model()));

        Assert.Equal([1f, 2, 3, 4, 5, -6.5f], file.Root.Dataset("layers/dense/vars/0").Read<float[]>());
        Assert.Equal([2UL, 3], file.Root.Dataset("layers/dense/vars/0").Space.Dimensions);
        Assert.Equal("größe", file.Root.Group("layers/dense/vars").Attribute("name").Read<string>());
        Assert.Equal(9_000_000_000, file.Root.Dataset("optimizer/vars/0").Read<long>());
        Assert.Equal(["empty", "layers", "optimizer", "vars"], file.Root.Children().Select(child => child.Name));
        Assert.Empty(file.Root.Group("vars").Children());
    }

    [Fact]
    public void PureHDF_finds_each_of_many_members()
    {
        var root = new Hdf5Group();
        for (int i = 0; i < 1000; i++) root.AddInteger($"dense_{i}", i);
        using NativeFileReader file = new(Write(root));

        for (int i = 0; i < 1000; i++) Assert.Equal(i, file.Root.Dataset($"dense_{i}").Read<int>());
    }

    private sealed class NativeFileReader(byte[] bytes) : IDisposable
    {
        public PureHDF.VOL.Native.NativeFile Root { get; } = H5File.Open(new MemoryStream(bytes));

        public void Dispose() => Root.Dispose();
    }
}
