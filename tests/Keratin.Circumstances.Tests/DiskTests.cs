using System.Runtime.InteropServices;
using Keratin.Tests;

namespace Keratin.Circumstances.Tests;

/// <summary>Where a file cannot be written, the error names it and the reason; what was there is as it was, and nothing is left.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => Writers.Names;

    public static TheoryData<string> NamesOfFiles => [.. Writers.Names.Select(row => row.Data).Where(name => name != "backup")];

    // A command has to open its data first.
    public static TheoryData<string> NamesOfTheLibrary => [.. Writers.Names.Select(row => row.Data).Where(name => !name.StartsWith("train", StringComparison.Ordinal) && !name.StartsWith("predict", StringComparison.Ordinal))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_full_disk(string name) => OnSmallDisk(name, disk => disk.Fill(), "No space left on device");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_disk_that_cannot_be_written_to(string name) => OnSmallDisk(name, disk => disk.MakeReadOnly(), "Read-only file system");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_of_somebody_else(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whom the file system takes a thread for is set as on Linux.");
        string folder = Directory.CreateDirectory(_folder.Path("theirs")).FullName, path = Old(folder, name);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) Allow(file, 0b100_100_100);
        // What is read can be read by all, and what is written beside it too.
        Allow(_folder.Root, 0b111_111_111);
        foreach (string made in new[] { folder, path }.Where(Directory.Exists)) Allow(made, 0b101_101_101);
        Ready(name);
        const int Nobody = 65534;
        _ = SetUserOfFiles(Nobody);
        try
        {
            Fails(path, folder, name.StartsWith("train", StringComparison.Ordinal) || name.StartsWith("predict", StringComparison.Ordinal) ? "the folder may not be written to" : "denied");
        }
        finally
        {
            _ = SetUserOfFiles(0);
            foreach (string made in new[] { folder, path }.Where(Directory.Exists)) Allow(made, 0b111_101_101);
        }
    }

    [Theory]
    [MemberData(nameof(NamesOfTheLibrary))]
    public void No_more_files_may_be_open(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit is set as on Linux.");
        string folder = Directory.CreateDirectory(_folder.Path("full")).FullName, path = Old(folder, name);
        string[] before = Inside(folder);
        Ready(name);
        const int OpenFiles = 7;
        Assert.Equal(0, GetLimit(OpenFiles, out Limit limit));
        Assert.Equal(0, SetLimit(OpenFiles, limit with { Soft = 3 }));
        Exception error;
        try
        {
            error = Refused(path);
        }
        finally
        {
            Assert.Equal(0, SetLimit(OpenFiles, limit));
        }
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Too many open files", error.Message, StringComparison.Ordinal);
        Unchanged(path, folder, before);
    }

    [Theory]
    [MemberData(nameof(NamesOfFiles))]
    public void A_folder_stands_where_the_file_should(string name)
    {
        string path = Directory.CreateDirectory(_folder.Path(name)).FullName;
        Exception error = Refused(path);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(path));
        Assert.Equal([name], Left());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_stands_where_the_folder_should(string name)
    {
        string file = _folder.Path("file");
        File.WriteAllText(file, "what was there before");
        Exception error = Refused(Path.Combine(file, name));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        if (name.StartsWith("p.", StringComparison.Ordinal) || name is "r.html" || name.StartsWith("checkpoint", StringComparison.Ordinal))
            Assert.Equal($"The folder {file} cannot be made: {file} is a file.", error.Message);
        Assert.Equal("what was there before", File.ReadAllText(file));
        Assert.Equal(["file"], Left());
    }

    [Theory]
    [InlineData("m.keras")]
    [InlineData("w.npz")]
    [InlineData("w.safetensors")]
    [InlineData("w.weights.h5")]
    [InlineData("m.onnx")]
    [InlineData("log.csv")]
    [InlineData("train.keras")]
    [InlineData("predict.csv")]
    public void The_folder_is_not_there(string name)
    {
        string folder = _folder.Path("nowhere");
        Assert.Contains(folder, Refused(Path.Combine(folder, name)).Message, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Theory]
    [InlineData(".keras")]
    [InlineData(".safetensors")]
    [InlineData(".weights.h5")]
    public void A_name_that_is_too_long(string end)
    {
        string path = _folder.Path(new string('m', 250) + end);
        Action write = end == ".keras" ? () => Writers.NewModel().Save(path) : () => Writers.NewModel().SaveWeights(path);
        Assert.Contains("too long", Assert.Throws<IOException>(write).Message, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    private string Old(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (name == "backup") Directory.CreateDirectory(path);
        // A log of exactly one page: the next line needs another.
        else File.WriteAllText(path, name == "log.csv" ? "epoch,loss\r\n".PadRight(4096, '0') : "what was there before");
        return path;
    }

    // What the runtime loads when it is first needed, and what is read, is there.
    private void Ready(string name)
    {
        using var elsewhere = new TemporaryFolder();
        Writers.Write(elsewhere.Path(name), _folder);
        foreach (string file in Directory.GetFiles(_folder.Root)) Allow(file, 0b110_110_110);
    }

    private static void Allow(string path, int mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)mode);
    }

    private void OnSmallDisk(string name, Action<SmallDisk> spoil, string reason)
    {
        using SmallDisk disk = SmallDisk.Mount();
        string path = Old(disk.Root, name);
        spoil(disk);
        Fails(path, disk.Root, reason);
    }

    private void Fails(string path, string root, string reason)
    {
        string[] before = Inside(root);
        string message = Assert.ThrowsAny<Exception>(() => Writers.Write(path, _folder)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Unchanged(path, root, before);
    }

    private static void Unchanged(string path, string root, string[] before)
    {
        Assert.Equal(before, Inside(root));
        if (Directory.Exists(path)) return;
        string text = File.ReadAllText(path);
        Assert.Equal(Path.GetFileName(path) == "log.csv" ? "epoch,loss\r\n".PadRight(4096, '0') : "what was there before", text);
    }

    private Exception Refused(string path) => Assert.ThrowsAny<Exception>(() => Writers.Write(path, _folder));

    private static string[] Inside(string root) => [.. Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private string[] Left() => [.. Directory.EnumerateFileSystemEntries(_folder.Root).Select(path => Path.GetFileName(path)).Where(name => name is not ("data.csv" or "table.keras" or "m.keras") || Directory.Exists(_folder.Path(name))).Order(StringComparer.Ordinal)];

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetUserOfFiles(int user);

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
