using Keratin.Tests;

namespace Keratin.Formats.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public async Task When_writing_fails_the_old_file_stays_and_nothing_is_left_beside_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("weights.npz");
        File.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new IOException("disk full");
        }));
        await Assert.ThrowsAsync<IOException>(() => AtomicFile.WriteAsync(path, async stream =>
        {
            await stream.WriteAsync("half of the n"u8.ToArray());
            throw new IOException("disk full");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void A_new_file_takes_the_old_ones_place()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("weights.npz");
        File.WriteAllText(path, "a longer old text");

        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Root));
    }
}
