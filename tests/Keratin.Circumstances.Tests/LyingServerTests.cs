using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Cryptography;
using Keratin.Tests;

namespace Keratin.Circumstances.Tests;

/// <summary>Whatever a server sends instead of a dataset, it is refused in one clear message, and nothing of it stays.</summary>
public sealed class LyingServerTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    private static readonly DatasetFile Wanted = new("data.npz", HashAlgorithmName.SHA256, Convert.ToHexStringLower(SHA256.HashData(Content)), Content.Length);

    private readonly TemporaryFolder _folder = new();

    private string Cache => _folder.Path(".keras", "datasets");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_truth_is_taken()
    {
        using LyingServer server = Sends(Content, "Content-Length: 200000");
        Assert.Equal(Content, File.ReadAllBytes(Wanted.Find(null, Host(server))));
        Assert.Equal(["data.npz"], Left());
    }

    [Fact]
    public void Bytes_beyond_the_declared_length_are_not_read()
    {
        using LyingServer server = Sends([.. Content, .. Content], "Content-Length: 200000");
        Assert.Equal(Content, File.ReadAllBytes(Wanted.Find(null, Host(server))));
    }

    [Fact]
    public void Fewer_bytes_than_declared() => Refused("ended prematurely", Sends(Content[..150_000], "Content-Length: 200000"));

    [Fact]
    public void One_byte_less() => Refused("sent 199,999 bytes with the wrong SHA256 hash", Sends(Content[..^1]));

    [Fact]
    public void One_byte_more() => Refused("sends 200,001 bytes or more, but data.npz has 200,000", Sends([.. Content, 0]));

    [Fact]
    public void One_bit_changed()
    {
        byte[] wrong = [.. Content];
        wrong[^1] ^= 1;
        Refused("sent 200,000 bytes with the wrong SHA256 hash", Sends(wrong));
    }

    [Fact]
    public void Nothing_at_all() => Refused("sent 0 bytes with the wrong SHA256 hash", Sends([], "Content-Length: 0"));

    [Fact]
    public void A_length_beyond_the_files_is_not_even_begun() => Refused("sends 1,000,000,000,000 bytes or more", Sends(Content, "Content-Length: 1000000000000"));

    [Fact]
    public void An_answer_without_end() => Refused("or more, but data.npz has 200,000", new LyingServer(async stream =>
    {
        await stream.WriteAsync(LyingServer.Head("200 OK"));
        while (true) await stream.WriteAsync(Content);
    }));

    [Fact]
    public void Few_bytes_that_unpack_to_many_are_not_unpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[10_000_000]);
        Refused($"sent {packed.Length:N0} bytes with the wrong SHA256 hash", Sends(packed.ToArray(), "Content-Encoding: gzip"));
    }

    [Theory]
    [InlineData("301 Moved Permanently", "/tensorflow/elsewhere")]
    [InlineData("302 Found", "http://storage.googleapis.com/tensorflow/tf-keras-datasets/data.npz")]
    [InlineData("307 Temporary Redirect", "https://example.org/data.npz")]
    [InlineData("308 Permanent Redirect", "file:///etc/passwd")]
    public void A_redirect_is_not_followed(string status, string location)
    {
        LyingServer server = new(async stream => await stream.WriteAsync(LyingServer.Head(status, $"Location: {location}", "Content-Length: 0")));
        Refused($"it answers with a redirect to {location}, which is not followed", server);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("404 Not Found", "404")]
    [InlineData("500 Internal Server Error", "500")]
    [InlineData("304 Not Modified", "304")]
    public void A_refusal(string status, string number) => Refused(number, new LyingServer(async stream => await stream.WriteAsync(LyingServer.Head(status, "Content-Length: 0"))));

    [Fact]
    public void No_answer_that_is_HTTP() => Refused("invalid", new LyingServer(async stream => await stream.WriteAsync("SSH-2.0-OpenSSH\r\n\r\n"u8.ToArray())));

    [Fact]
    public void A_connection_that_is_cut() => Refused("", new LyingServer(async stream =>
    {
        await stream.WriteAsync(LyingServer.Head("200 OK", "Content-Length: 200000"));
        await stream.WriteAsync(Content.AsMemory(0, 100_000));
        stream.Socket.LingerState = new LingerOption(true, 0);
    }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Silence(bool afterTheHead) => Refused("no answer within 0.1 seconds", new LyingServer(async stream =>
    {
        if (afterTheHead) await stream.WriteAsync(LyingServer.Head("200 OK", "Content-Length: 200000"));
        // Until the other side has had enough.
        await stream.ReadExactlyAsync(new byte[1]);
    }), patience: 0.1);

    [Fact]
    public async Task Thirty_two_who_start_at_once_all_get_the_file()
    {
        using LyingServer server = Sends(Content, "Content-Length: 200000");
        using var start = new Barrier(32);
        string[] paths = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            string path = Wanted.Find(null, Host(server));
            Assert.Equal(Content, File.ReadAllBytes(path));
            return path;
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Single(paths.Distinct());
        Assert.Equal(["data.npz"], Left());
    }

    [Fact]
    public async Task Two_processes_that_fetch_it_at_once_share_what_is_there()
    {
        var bothHaveAsked = new TaskCompletionSource();
        int asked = 0;
        using var server = new LyingServer(async stream =>
        {
            if (Interlocked.Increment(ref asked) == 2) bothHaveAsked.SetResult();
            await bothHaveAsked.Task;
            await stream.WriteAsync(LyingServer.Head("200 OK", "Content-Length: 200000"));
            await stream.WriteAsync(Content);
        });
        string found = $"{Wanted.Hash} {Path.Combine(Cache, "data.npz")}";
        Assert.All(await Task.WhenAll(Task.Run(Find), Task.Run(Find)), line => Assert.Equal(found, line));
        Assert.Equal(["data.npz"], Left());
        Assert.Equal(found, Find());
        Assert.Equal(2, server.Requests);

        string Find() => Assert.Single(ChildProcess.Run("Keratin.Steady", ["find", server.Address.ToString(), _folder.Root, Wanted.Hash, $"{Content.Length}"]));
    }

    [Fact]
    public void What_a_killed_process_left_goes_and_what_another_writes_stays()
    {
        Directory.CreateDirectory(Cache);
        string dead = Path.Combine(Cache, "data.npz.dead.part"), live = Path.Combine(Cache, "data.npz.live.part");
        File.WriteAllText(dead, "half");
        using (var writing = new FileStream(live, FileMode.CreateNew, FileAccess.Write, FileShare.Delete))
        {
            foreach (string file in new[] { dead, live }) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
            using LyingServer server = Sends(Content, "Content-Length: 200000");
            Wanted.Find(null, Host(server));
        }
        Assert.Equal(["data.npz", "data.npz.live.part"], Left());
    }

    [Fact]
    public void A_cache_that_is_full_is_named_with_the_variable_that_moves_it() => CacheFails(disk => disk.Fill(), "No space left on device");

    [Fact]
    public void A_cache_that_cannot_be_written_to_is_named_with_the_variable_that_moves_it() => CacheFails(disk => disk.MakeReadOnly(), "Read-only file system");

    [Fact]
    public void A_file_where_the_cache_should_be_is_named()
    {
        File.WriteAllText(_folder.Path(".keras"), "mine");
        using LyingServer server = Sends(Content);
        string message = Assert.Throws<FileNotFoundException>(() => Wanted.Find(null, Host(server))).Message;
        Assert.Contains("none can be written there", message, StringComparison.Ordinal);
        Assert.Contains("set the environment variable KERAS_HOME", message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.Path(".keras")));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public void A_cache_behind_a_link_is_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives links only to some users.");
        Directory.CreateDirectory(_folder.Path("elsewhere", "datasets"));
        Directory.CreateSymbolicLink(_folder.Path(".keras"), _folder.Path("elsewhere"));
        using LyingServer server = Sends(Content);
        Wanted.Find(null, Host(server));
        Assert.Equal(Content, File.ReadAllBytes(_folder.Path("elsewhere", "datasets", "data.npz")));
    }

    [Fact]
    public void What_is_there_is_read_without_a_network_also_where_nothing_can_be_written()
    {
        using SmallDisk disk = SmallDisk.Mount();
        Directory.CreateDirectory(disk.Path(".keras/datasets"));
        File.WriteAllText(disk.Path(".keras/datasets/data.npz"), "content");
        disk.MakeReadOnly();
        var host = new DatasetHost(_ => null, disk.Root, () => throw new InvalidOperationException("Nobody may ask for a network."), TextWriter.Null, Redraws: false);
        Assert.Equal("content", File.ReadAllText(Wanted.Find(null, host)));
    }

    private void CacheFails(Action<SmallDisk> spoil, string reason)
    {
        using SmallDisk disk = SmallDisk.Mount();
        Directory.CreateDirectory(disk.Path(".keras/datasets"));
        spoil(disk);
        string[] before = disk.Names();
        using LyingServer server = Sends(Content);
        string message = Assert.Throws<FileNotFoundException>(() => Wanted.Find(null, Host(server) with { HomeFolder = disk.Root })).Message;
        Assert.Contains($"{disk.Path(".keras/datasets/data.npz")} (the folder of Keras): no such file, and none can be written there: {reason}", message, StringComparison.Ordinal);
        Assert.Contains("set the environment variable KERAS_HOME to a folder that can be written", message, StringComparison.Ordinal);
        Assert.Equal(before, disk.Names());
    }

    private void Refused(string reason, LyingServer server, double patience = 60)
    {
        using (server)
        {
            Exception error = Assert.ThrowsAny<Exception>(() => Wanted.Find(null, Host(server) with { Patience = TimeSpan.FromSeconds(patience) }));
            Assert.True(error is FileNotFoundException or InvalidDataException, error.ToString());
            Assert.Contains(Wanted.Address, error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            Assert.Empty(Left());
        }
    }

    private static LyingServer Sends(byte[] body, params string[] lines) => new(async stream =>
    {
        await stream.WriteAsync(LyingServer.Head("200 OK", lines));
        await stream.WriteAsync(body);
    });

    private DatasetHost Host(LyingServer server) => new(_ => null, _folder.Root, server.Network, TextWriter.Null, Redraws: false);

    private string[] Left() => [.. Directory.EnumerateFileSystemEntries(Cache).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
