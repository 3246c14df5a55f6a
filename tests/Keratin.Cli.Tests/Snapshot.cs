using System.Runtime.CompilerServices;

namespace Keratin.Cli.Tests;

/// <summary>What people see, kept in a file that a reviewer reads.</summary>
internal static class Snapshot
{
    /// <summary>
    /// Compares a text with <c>Snapshots/NAME.txt</c>. With KERATIN_ACCEPT=1 in the environment the file is written instead:
    /// read the difference before committing it.
    /// </summary>
    public static void Matches(string name, string text, [CallerFilePath] string caller = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("KERATIN_ACCEPT") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"There is no snapshot {path}: run the test with KERATIN_ACCEPT=1, and read what it wrote.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
