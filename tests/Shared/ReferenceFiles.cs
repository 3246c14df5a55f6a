namespace Keratin.Tests;

/// <summary>
/// Finds the folder <c>shared</c> that stands beside the repository on machines that have the reference files: datasets
/// and what real Keras computed. Where it is absent, the tests that need it are skipped with that reason.
/// </summary>
internal static class ReferenceFiles
{
    private static readonly string? Folder = Find();

    /// <summary>The path of a reference file or folder; skips the test where the reference files are absent.</summary>
    /// <param name="parts">The path below <c>shared</c>, for example <c>"datasets", "reuters.npz"</c>.</param>
    public static string Path(params ReadOnlySpan<string> parts)
    {
        Assert.SkipUnless(Folder is not null, "The reference files are absent: no folder 'shared' with 'datasets' and 'goldens' stands beside the repository.");
        string path = System.IO.Path.Combine([Folder!, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"The reference files lack '{System.IO.Path.Combine([.. parts])}'.");
        return path;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "datasets")) && Directory.Exists(System.IO.Path.Combine(candidate, "goldens"))) return candidate;
        }
        return null;
    }
}
