using System.Buffers.Binary;
using System.IO.Compression;
using Keratin.Tests;

namespace Keratin.Formats.Tests;

public sealed class NpzTests
{
    // numpy.savez_compressed(x=arange(6, float32) as (2, 3), y=array([3, -1])), NumPy 1.24.
    private const string Compressed =
        "UEsDBBQAAAAIAAAAIQBP6QAqVQAAAJgAAAAFABQAeC5ucHkBABAAmAAAAAAAAABVAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYwaLAHEg5ABMQNQLzAAQBQSwMEFAAAAAgAAAAhAGfe/2hKAAAAkAAAAAUAFAB5Lm5weQEAEACQAAAAAAAAAEoAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALmYGCPgPBQBQSwECFAMUAAAACAAAACEAT+kAKlUAAACYAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECFAMUAAAACAAAACEAZ97/aEoAAACQAAAABQAAAAAAAAAAAAAAgAGMAAAAeS5ucHlQSwUGAAAAAAIAAgBmAAAADQEAAAAA";
    private const string Stored =
        "UEsDBBQAAAAAAAAAIQBP6QAqmAAAAJgAAAAFABQAeC5ucHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmNCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAzKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAgD8AAABAAABAQAAAgEAAAKBAUEsBAhQDFAAAAAAAAAAhAE/pACqYAAAAmAAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsFBgAAAAABAAEAMwAAAM8AAAAAAA==";

    private static NpzArchive Read(byte[] bytes) => NpzReader.Read(new MemoryStream(bytes), "data.npz");

    private static string ErrorOf(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;

    private static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in members)
            {
                using Stream member = zip.CreateEntry(name).Open();
                member.Write(content);
            }
        }
        return stream.ToArray();
    }

    [Theory]
    [InlineData(Compressed)]
    [InlineData(Stored)]
    public void Numpys_own_files_are_read(string file)
    {
        NpzArchive archive = Read(Convert.FromBase64String(file));

        Assert.Equal([2, 3], archive["x"].Shape);
        Assert.Equal([0f, 1, 2, 3, 4, 5], archive["x"].ToArray<float>());
    }

    [Fact]
    public void Arrays_are_found_by_name()
    {
        NpzArchive archive = Read(Convert.FromBase64String(Compressed));

        Assert.Equal(["x", "y"], archive.Names);
        Assert.Equal([3, -1], archive["y"].ToArray<int>());
        Assert.Equal("data.npz cannot be read: it has no array 'z', only 'x', 'y'.", Assert.Throws<InvalidDataException>(() => archive["z"]).Message);
    }

    [Theory]
    [InlineData(Compressed)]
    [InlineData(Stored)]
    public void What_a_file_says_of_an_array_is_known_without_its_elements(string file)
    {
        ZipMembers members = ZipMembers.Open(new MemoryStream(Convert.FromBase64String(file)), "data.npz");

        Assert.Equal(new NpyHeader("<f4", false, [2, 3]), NpzReader.Describe(members, "x.npy", "data.npz"));
    }

    [Fact]
    public void What_is_no_array_is_passed_over() =>
        Assert.Equal(["x"], Read(Zip(("notes.txt", [1]), ("x.npy", NpyBytes.Make("|u1", "(1,)", [1])))).Names);

    [Fact]
    public void What_is_saved_is_loaded_and_twice_makes_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        NDArray x = new float[,] { { 1, 2 }, { 3, 4.5f } };
        string first = folder.Path("first.npz"), second = folder.Path("second.npz");
        Npz.Save(first, ("x", x), ("y", NpyArray.Create<long>([long.MaxValue], [])));
        Npz.Save(second, ("x", x), ("y", NpyArray.Create<long>([long.MaxValue], [])));
        NpzArchive loaded = Npz.Load(first);

        Assert.Equal(x.ToArray(), loaded["x"].ToNDArray().ToArray());
        Assert.Equal([long.MaxValue], loaded["y"].ToArray<long>());
        Assert.Equal(Shape.Scalar, loaded["y"].Shape);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        using ZipArchive zip = ZipFile.OpenRead(first);
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.All(zip.Entries, entry => Assert.InRange(entry.CompressedLength, 1, entry.Length - 1));
    }

    [Fact]
    public void Names_must_differ_and_not_be_empty()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("unused.npz");
        NDArray x = new float[] { 1 };

        Assert.Contains("Two arrays have the name 'x'.", Assert.Throws<ArgumentException>(() => Npz.Save(path, ("x", x), ("x", x))).Message);
        Assert.Contains("Every array needs a name.", Assert.Throws<ArgumentException>(() => Npz.Save(path, ("", x))).Message);
        Assert.Contains("The name '../x' leads out of its folder by '..', so no array can have it.", Assert.Throws<ArgumentException>(() => Npz.Save(path, ("../x", x))).Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void Every_prefix_of_a_file_is_refused_and_names_the_file()
    {
        byte[] whole = Convert.FromBase64String(Compressed);
        for (int length = 0; length < whole.Length; length++) Assert.StartsWith("data.npz", ErrorOf(whole[..length]));
    }

    [Fact]
    public void A_flipped_bit_in_an_array_is_found_by_its_checksum()
    {
        byte[] bytes = Convert.FromBase64String(Stored);
        bytes[^100] ^= 1;

        Assert.Equal("data.npz, array 'x', cannot be read: its checksum is wrong; the file is damaged.", ErrorOf(bytes));
    }

    [Fact]
    public void A_member_that_declares_more_bytes_than_it_has_is_refused()
    {
        byte[] bytes = Convert.FromBase64String(Compressed);
        int directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), 60_000);

        Assert.Equal("data.npz, member 'x.npy', cannot be read: its header and the archive's directory do not agree; the file is damaged.", ErrorOf(bytes));
    }

    [Fact]
    public void Two_arrays_of_one_name_are_refused()
    {
        byte[] array = NpyBytes.Make("|u1", "(1,)", [1]);

        Assert.Contains("it holds two members of the name 'x.npy'", ErrorOf(Zip(("x.npy", array), ("x.npy", array))));
    }

    [Fact]
    public void An_error_inside_an_array_names_the_file_and_the_array() =>
        Assert.StartsWith("data.npz, array 'x', cannot be read: it does not begin as a NumPy file does", ErrorOf(Zip(("x.npy", new byte[100]))));

    [Fact]
    public void What_is_no_zip_says_so() =>
        Assert.Equal("data.npz cannot be read: it is not a complete zip archive, so it is truncated or damaged.", ErrorOf("<html></html>"u8.ToArray()));
}
