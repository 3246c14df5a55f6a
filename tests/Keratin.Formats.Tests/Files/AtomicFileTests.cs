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
    public async Task A_new_file_takes_the_old_ones_place()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("weights.npz");
        File.WriteAllText(path, "a longer old text");

        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));

        await AtomicFile.WriteAsync(path, stream => stream.WriteAsync("newer"u8.ToArray()).AsTask());
        Assert.Equal("newer", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void Until_it_is_complete_a_file_stands_under_a_name_of_its_own()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("weights.npz"), aside = "";

        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            aside = Assert.Single(Directory.GetFileSystemEntries(folder.Root));
        });

        Assert.StartsWith($"{path}.", aside);
        Assert.EndsWith(".part", aside);
        Assert.NotEqual(AtomicFile.TemporaryName(path), AtomicFile.TemporaryName(path));
    }

    [Theory]
    [InlineData("half of the n", true, " after 13 bytes. The file that was there before is unchanged.")]
    [InlineData("half of the n", false, " after 13 bytes.")]
    [InlineData("", true, ". The file that was there before is unchanged.")]
    [InlineData("", false, ".")]
    public void What_the_system_says_is_passed_on_with_how_far_writing_came(string written, bool isReplaced, string end)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("weights.npz");
        if (isReplaced) File.WriteAllText(path, "old");
        var cause = new IOException("disk full : 'somewhere'.", 28);

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(written));
            throw cause;
        }));

        Assert.Equal($"{path} could not be written: disk full{end}", error.Message);
        Assert.Equal(28, error.HResult);
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void The_private_name_stands_in_no_message()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("weights.npz");

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => throw new UnauthorizedAccessException($"{((FileStream)stream).Name} is forbidden.")));

        Assert.Equal($"{path} could not be written: {path} is forbidden.", error.Message);
    }

    // The private file cannot even be removed: where its folder was, a file stands.
    [Fact]
    public void What_went_wrong_first_is_what_is_said()
    {
        using var folder = new TemporaryFolder();
        string below = Directory.CreateDirectory(folder.Path("below")).FullName;

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(folder.Path("below/weights.npz"), stream =>
        {
            Directory.Delete(below, recursive: true);
            File.WriteAllText(below, "");
            throw new IOException("disk full");
        }));

        Assert.Equal($"{folder.Path("below/weights.npz")} could not be written: disk full.", error.Message);
    }

    [Fact]
    public void A_fault_of_the_callers_own_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var fault = new InvalidOperationException("no weights");

        Assert.Same(fault, Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder.Path("weights.npz"), _ => throw fault)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public async Task A_file_needs_a_folder_and_a_name_that_no_folder_has()
    {
        using var folder = new TemporaryFolder();
        string astray = folder.Path("none/weights.npz");

        foreach (string path in (string[])[astray, folder.Root])
        {
            string synchronous = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(path, _ => Assert.Fail("Nothing can be written."))).Message;
            string asynchronous = (await Assert.ThrowsAnyAsync<IOException>(() => AtomicFile.WriteAsync(path, _ => throw new InvalidOperationException("Nothing can be written.")))).Message;

            Assert.Equal(synchronous, asynchronous);
            Assert.Equal(path == astray ? $"{path} could not be written: there is no folder {folder.Path("none")}." : $"{path} could not be written: there is a folder of that name.", synchronous);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_killed_process_left_is_removed_when_the_same_file_is_written_again(bool isSynchronous)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("weights.npz");
        string[] abandoned = [.. Enumerable.Range(0, 8).Select(_ => Left(path, TimeSpan.FromMinutes(2)))];
        string young = Left(path, TimeSpan.FromSeconds(20)), held = Left(path, TimeSpan.FromMinutes(2)), anothers = Left(folder.Path("other.npz"), TimeSpan.FromMinutes(2));
        using (new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.Delete))
        {
            File.SetLastWriteTimeUtc(held, DateTime.UtcNow - TimeSpan.FromMinutes(2));
            if (isSynchronous) AtomicFile.Write(path, stream => stream.Write("new"u8));
            else await AtomicFile.WriteAsync(path, stream => stream.WriteAsync("new"u8.ToArray()).AsTask());
        }

        Assert.All(abandoned, left => Assert.False(File.Exists(left)));
        Assert.Equal(new[] { path, young, held, anothers }.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(folder.Root).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Leftovers_of_all_files_of_a_pattern_can_be_removed_at_any_age()
    {
        using var folder = new TemporaryFolder();
        Left(folder.Path("fit-1"), TimeSpan.Zero);
        Left(folder.Path("fit-2"), TimeSpan.Zero);
        string other = Left(folder.Path("best"), TimeSpan.Zero), complete = folder.Path("fit-3");
        File.WriteAllText(complete, "all of it");

        AtomicFile.RemoveLeftovers(folder.Path("fit-*"), TimeSpan.Zero);
        AtomicFile.RemoveLeftovers(folder.Path("none/fit-*"), TimeSpan.Zero);

        Assert.Equal(new[] { other, complete }.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(folder.Root).Order(StringComparer.Ordinal));
    }

    private static string Left(string path, TimeSpan age)
    {
        string left = AtomicFile.TemporaryName(path);
        File.WriteAllText(left, "half of the n");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow - age);
        return left;
    }
}
