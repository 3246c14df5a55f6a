using System.Net;
using System.Security.Cryptography;

namespace Keratin.Tests;

public sealed class DatasetFileTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    private static readonly DatasetFile Wanted = new("data.npz", HashAlgorithmName.SHA256, Convert.ToHexStringLower(SHA256.HashData(Content)), Content.Length);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _variables = [];
    private readonly StringWriter _progress = new();
    private readonly FakeNetwork _network = new();

    private DatasetHost Host => new(name => _variables.GetValueOrDefault(name), _folder.Path("home"), () => _network, _progress, Redraws: false);

    private string KerasFile => _folder.Path("home", ".keras", "datasets", "data.npz");

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_explicit_path_comes_first_and_may_be_a_folder()
    {
        Put(KerasFile);
        string given = Put(_folder.Path("given", "mine.npz"));
        string named = Put(_folder.Path("given", "data.npz"));

        Assert.Equal(given, Wanted.Find(given, Host));
        Assert.Equal(named, Wanted.Find(_folder.Path("given"), Host));
    }

    [Fact]
    public void An_explicit_path_that_is_not_there_is_an_error_and_nothing_else_is_searched()
    {
        Put(KerasFile);
        Directory.CreateDirectory(_folder.Path("empty"));

        Assert.Equal("There is no file 'nowhere.npz'. Give the path of data.npz, or leave the path out to search for it and download it.",
            Assert.Throws<FileNotFoundException>(() => Wanted.Find("nowhere.npz", Host)).Message);
        Assert.Equal($"The folder '{_folder.Path("empty")}' holds no file data.npz.",
            Assert.Throws<FileNotFoundException>(() => Wanted.Find(_folder.Path("empty"), Host)).Message);
        Assert.Equal(0, _network.Requests);
    }

    [Fact]
    public void The_folder_of_the_environment_variable_comes_before_that_of_Keras()
    {
        _variables["KERATIN_DATASETS"] = _folder.Path("own");
        Put(KerasFile);
        Assert.Equal(KerasFile, Wanted.Find(null, Host));

        string own = Put(_folder.Path("own", "data.npz"));
        Assert.Equal(own, Wanted.Find(null, Host));
        Assert.Equal(0, _network.Requests);
    }

    [Fact]
    public void Looking_downloads_nothing()
    {
        Assert.Null(Wanted.Look(Host));
        Assert.Equal(KerasFile, Wanted.DownloadPath(Host));
        Put(KerasFile);
        Assert.Equal(KerasFile, Wanted.Look(Host));
        _variables["KERATIN_DATASETS"] = _folder.Path("own");
        Assert.Equal(KerasFile, Wanted.Look(Host));
        string own = Put(_folder.Path("own", "data.npz"));
        Assert.Equal(own, Wanted.Look(Host));
        Assert.Equal(0, _network.Requests);
    }

    [Fact]
    public void KERAS_HOME_takes_the_place_of_the_home_folder()
    {
        _variables["KERAS_HOME"] = _folder.Path("keras");
        Put(KerasFile);
        string moved = Put(_folder.Path("keras", "datasets", "data.npz"));

        Assert.Equal(moved, Wanted.Find(null, Host));
    }

    [Fact]
    public void A_missing_file_is_downloaded_once_into_the_folder_of_Keras()
    {
        _network.Answer = () => Ok(Content);

        Assert.Equal(KerasFile, Wanted.Find(null, Host));
        Assert.Equal(KerasFile, Wanted.Find(null, Host));
        Assert.Equal(Content, File.ReadAllBytes(KerasFile));
        Assert.Equal(1, _network.Requests);
        Assert.Equal("https://storage.googleapis.com/tensorflow/tf-keras-datasets/data.npz", _network.LastAddress);
        Assert.Equal([KerasFile], Directory.GetFiles(Path.GetDirectoryName(KerasFile)!));
        Assert.Equal($"Downloading {Wanted.Address} to {KerasFile}{Environment.NewLine}", _progress.ToString());
    }

    [Fact]
    public void On_a_terminal_progress_is_one_line_drawn_again()
    {
        _network.Answer = () => Ok(Content);
        Wanted.Find(null, Host with { Redraws = true });
        string[] drawn = _progress.ToString().TrimEnd().Split('\r');

        Assert.Equal("", drawn[0]);
        Assert.Equal($"Downloading data.npz \u001b[32m\u001b[0m\u001b[37m{new string('━', 20)}\u001b[0m 0.0 of 0.2 MB", drawn[1]);
        Assert.Equal($"Downloading data.npz \u001b[32m{new string('━', 20)}\u001b[0m\u001b[37m\u001b[0m 0.2 of 0.2 MB", drawn[^1]);
        Assert.EndsWith(Environment.NewLine, _progress.ToString());
    }

    [Fact]
    public void A_download_with_a_wrong_hash_is_deleted_and_says_both_hashes()
    {
        byte[] wrong = [.. Content];
        wrong[100] ^= 1;
        _network.Answer = () => Ok(wrong);
        string message = Assert.Throws<InvalidDataException>(() => Wanted.Find(null, Host)).Message;

        Assert.Contains($"wrong SHA256 hash: expected {Wanted.Hash}, got {Convert.ToHexStringLower(SHA256.HashData(wrong))}. The download was deleted.", message);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(KerasFile)!));
    }

    [Fact]
    public void The_word_index_is_checked_by_its_MD5()
    {
        _network.Answer = () => Ok(Content);
        var file = new DatasetFile("words.json", HashAlgorithmName.MD5, Convert.ToHexStringLower(MD5.HashData(Content)), Content.Length);

        Assert.Equal(Content, File.ReadAllBytes(file.Find(null, Host)));
        Assert.Equal(HashAlgorithmName.MD5, Reuters.Words.Algorithm);
        Assert.Equal(HashAlgorithmName.SHA256, Reuters.Data.Algorithm);
    }

    [Fact]
    public void Offline_the_error_lists_what_was_tried_and_what_to_do()
    {
        _network.Answer = () => throw new HttpRequestException("No such host is known.");
        _variables["KERATIN_DATASETS"] = _folder.Path("own");

        Assert.Equal(
            $"""
            The dataset file data.npz was not found and could not be downloaded. Tried in this order:
              {_folder.Path("own", "data.npz")} (from KERATIN_DATASETS): no such file
              {KerasFile} (the folder of Keras): no such file
              https://storage.googleapis.com/tensorflow/tf-keras-datasets/data.npz: No such host is known.
            What to do: download that address by hand and put the file into {Path.GetDirectoryName(KerasFile)}, or into any folder whose path you set in the environment variable KERATIN_DATASETS, or give its path to LoadData.
            """.ReplaceLineEndings("\n"),
            Assert.Throws<FileNotFoundException>(() => Wanted.Find(null, Host)).Message);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(KerasFile)!));
    }

    [Fact]
    public void Offline_without_the_variable_the_error_says_that_it_is_not_set()
    {
        _network.Answer = () => new HttpResponseMessage(HttpStatusCode.NotFound);
        string message = Assert.Throws<FileNotFoundException>(() => Wanted.Find(null, Host)).Message;

        Assert.Contains("the environment variable KERATIN_DATASETS: not set", message);
        Assert.Contains("404", message);
    }

    [Fact]
    public void A_connection_that_breaks_leaves_nothing_behind()
    {
        _network.Answer = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BreakingStream()) };

        Assert.Contains("connection was cut", Assert.Throws<FileNotFoundException>(() => Wanted.Find(null, Host)).Message);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(KerasFile)!));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told()
    {
        Put(_folder.Path("home"));

        Assert.Contains("could not be downloaded", Assert.Throws<FileNotFoundException>(() => Wanted.Find(null, Host)).Message);
    }

    [Fact]
    public void A_found_file_is_used_whatever_its_hash()
    {
        string path = _folder.Path("home", ".keras", "datasets", "reuters.npz");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, SmallReuters.Bytes);
        var (train, test) = Reuters.Load(null, new SequenceOptions(null, 0, null, 0.2, 113, 1, 2, 3), Host);

        Assert.Equal((8, 2), (train.X.Length, test.X.Length));
        Assert.Equal([1, 6, 7], train.X[0]);
    }

    private static HttpResponseMessage Ok(byte[] content) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    private static string Put(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "content");
        return path;
    }

    private sealed class FakeNetwork : HttpMessageHandler
    {
        public Func<HttpResponseMessage> Answer { get; set; } = () => throw new HttpRequestException("No network in tests.");

        public int Requests { get; private set; }

        public string? LastAddress { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            LastAddress = request.RequestUri?.ToString();
            return Task.FromResult(Answer());
        }
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection was cut.");
    }
}
