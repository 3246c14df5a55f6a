using CsCheck;
using Keratin.Tests;

namespace Keratin.Formats.Tests;

public sealed class NpyTests
{
    [Fact]
    public void What_is_saved_is_loaded_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        Gen.Select(Gen.Int[0, 4].Array[0, 4], Gen.Int).Sample((sizes, seed) =>
        {
            Shape shape = sizes;
            var random = new Random(seed);
            long[] values = [.. Enumerable.Range(0, shape.Size).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
            string path = folder.Path($"{Environment.CurrentManagedThreadId}.npy");
            Npy.Save(path, NpyArray.Create<long>(values, shape));
            NpyArray loaded = Npy.Load(path);
            return loaded.Shape == shape && loaded.ToArray<long>().AsSpan().SequenceEqual(values);
        }, iter: 50);
    }

    [Fact]
    public void A_file_is_written_byte_for_byte_as_numpy_writes_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("x.npy");
        Npy.Save(path, NpyArray.Create<ushort>([0, 1, 2], [3]));

        string header = "{'descr': '<u2', 'fortran_order': False, 'shape': (3,), }";
        Assert.Equal(NpyBytes.Make(header.PadRight(117) + "\n", [0, 0, 1, 0, 2, 0]), File.ReadAllBytes(path));
    }

    [Fact]
    public void Every_element_type_keeps_its_name()
    {
        using var folder = new TemporaryFolder();
        Check<bool>(NpyType.Boolean);
        Check<sbyte>(NpyType.Int8);
        Check<short>(NpyType.Int16);
        Check<int>(NpyType.Int32);
        Check<long>(NpyType.Int64);
        Check<byte>(NpyType.UInt8);
        Check<ushort>(NpyType.UInt16);
        Check<uint>(NpyType.UInt32);
        Check<ulong>(NpyType.UInt64);
        Check<float>(NpyType.Float32);
        Check<double>(NpyType.Float64);
        Assert.Throws<NotSupportedException>(() => NpyArray.Create<char>(['a'], [1]));

        void Check<T>(NpyType type) where T : unmanaged
        {
            string path = folder.Path($"{type}.npy");
            Npy.Save(path, NpyArray.Create<T>([default, default], [2]));
            Assert.Equal(type, Npy.Load(path).Type);
        }
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_no_other()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("x.npy");
        File.WriteAllText(path, "old");
        Assert.Throws<NotSupportedException>(() => Npy.Save(path, new NpyArray([1], [[1, 2]], "lists")));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    // A hole from end to end, which takes no room on the disk.
    [Fact]
    public void A_file_that_no_array_can_hold_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("x.npy");
        using (FileStream file = File.Create(path)) file.SetLength(Array.MaxLength + 1L);

        Assert.Equal($"{path} cannot be read: it has 2,147,483,592 bytes, more than one array can hold.", Assert.Throws<InvalidDataException>(() => Npy.Load(path)).Message);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => NpyArray.Create<float>([1], null!)).ParamName);
        Assert.Equal("array", Assert.Throws<ArgumentNullException>(() => (NpyArray)(NDArray)null!).ParamName);
        Assert.Equal("array", Assert.Throws<ArgumentNullException>(() => Npy.Save("x.npy", null!)).ParamName);
        Assert.Contains("An array that is written has a known size along every axis.", Assert.Throws<ArgumentException>(() => NpyArray.Create<float>([1], [Shape.Batch])).Message);
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused() =>
        Assert.Contains("The shape (2, 3) has 6 elements, but 5 values were given.",
            Assert.Throws<ArgumentException>(() => NpyArray.Create<float>(new float[5], [2, 3])).Message);
}
