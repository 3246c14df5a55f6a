using System.Text.RegularExpressions;

namespace Keratin.Tests;

/// <summary>The whole page of a tiny run, as people and their browsers get it.</summary>
public sealed partial class SnapshotTests
{
    [Fact]
    public void The_page_of_a_tiny_run_is_the_one_that_was_looked_at()
    {
        string actual = WithoutFrame(Runs.OfClasses().ToHtml(Runs.Facts)) + "\n";
        string path = Path.Combine(AppContext.BaseDirectory, "Snapshots", "tiny.html"), written = Path.ChangeExtension(path, ".new.html");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(written, actual);
        string expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        int line = actual.Split('\n').Zip(expected.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(actual == expected, $"The page differs from Snapshots/tiny.html from line {line + 1} on: {actual.Split('\n').ElementAtOrDefault(line)}\nLook at {written}, and put it in the snapshot's place if it is as it should be.");
    }

    // The style and the script have tests of their own, in a browser.
    private static string WithoutFrame(string page) => Hash().Replace(Script().Replace(Style().Replace(page, "<style>…</style>"), "<script>…</script>"), "sha256-…");

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("sha256-[A-Za-z0-9+/=&#;]+(?=&#39;)")]
    private static partial Regex Hash();
}
