using Keratin.Tests;

namespace Keratin.Formats.Tests;

/// <summary>The limits that only large files reach.</summary>
public sealed class NpzLimitTests
{
    // Compressed, it would be what the reader takes for an archive that is made to fill memory.
    [Fact]
    public void An_array_of_almost_nothing_but_zeros_can_be_loaded_again()
    {
        using var folder = new TemporaryFolder();
        var values = new float[5_000_000];
        values[4_000_000] = 1;
        Npz.Save(folder.Path("x.npz"), ("x", NpyArray.Create<float>(values, [500, 10_000])));

        Assert.Equal(values, Npz.Load(folder.Path("x.npz"))["x"].ToArray<float>());
    }

    [Fact]
    public void A_file_that_would_grow_without_measure_is_refused()
    {
        byte[] bomb = ZipBytes.Make([.. Enumerable.Range(0, 3).Select(i => ($"x{i}.npy", new byte[30 << 20]))]);

        Assert.Contains("bytes unpack to more than 16,777,216,", Assert.Throws<InvalidDataException>(() => NpzReader.Read(new MemoryStream(bomb), "data.npz")).Message);
    }
}
