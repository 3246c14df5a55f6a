using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Keratin.Tests;

/// <summary>The whole page of a tiny run, as people and their browsers get it.</summary>
public sealed partial class SnapshotTests
{
    /// <summary>With KERATIN_ACCEPT=1 in the environment the snapshot is written anew: look at the page, and read the difference before committing it.</summary>
    [Fact]
    public void The_page_of_a_tiny_run_is_the_one_that_was_looked_at()
    {
        string page = WithoutFrame(Runs.OfClasses().ToHtml(Runs.Facts)), path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Snapshots", "tiny.html");
        if (Environment.GetEnvironmentVariable("KERATIN_ACCEPT") == "1") File.WriteAllText(path, page);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'), page.Split('\n'));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    // The style and the script have tests of their own, in a browser.
    private static string WithoutFrame(string page) => Hash().Replace(Script().Replace(Style().Replace(page, "<style>…</style>"), "<script>…</script>"), "sha256-…");

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("sha256-[A-Za-z0-9+/=&#;]+(?=&#39;)")]
    private static partial Regex Hash();
}
