using System.Diagnostics;

namespace Keratin.Circumstances.Tests;

/// <summary>
/// A real disk of 64 KiB: memory that is mounted in the private world of a child process, whose files are reached through
/// <c>/proc</c>. It needs no rights, and goes with the child.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Process _shell;
    private readonly string _folder = Directory.CreateTempSubdirectory("keratin-").FullName;

    private SmallDisk()
    {
        _shell = Process.Start(new ProcessStartInfo("unshare", ["-rm", "sh"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>The root of the disk.</summary>
    public string Root => $"/proc/{_shell.Id}/root{_folder}";

    /// <summary>Mounts one, or skips the test and says why.</summary>
    public static SmallDisk Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/unshare"), "A small disk is mounted with Linux's unshare.");
        var disk = new SmallDisk();
        if (disk.Try($"mount -t tmpfs -o size=64k none {disk._folder}")) return disk;
        disk.Dispose();
        Assert.Skip("This machine does not let a process mount a disk of its own.");
        return disk;
    }

    /// <summary>The path of a file on the disk.</summary>
    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using FileStream filler = File.Create(Path("filler"), 1);
        Assert.Throws<IOException>(Endlessly);

        void Endlessly()
        {
            while (true) filler.Write(new byte[4096]);
        }
    }

    /// <summary>From here on nothing can be written.</summary>
    public void MakeReadOnly() => Assert.True(Try($"mount -o remount,ro {_folder}"));

    /// <summary>All files and folders, by their names.</summary>
    public string[] Names() => [.. Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories).Select(path => path[(Root.Length + 1)..]).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
        Directory.Delete(_folder);
    }

    private bool Try(string command)
    {
        try
        {
            _shell.StandardInput.WriteLine($"{command} && echo yes || echo no");
        }
        catch (IOException)
        {
            return false;
        }
        return _shell.StandardOutput.ReadLine() == "yes";
    }
}
