namespace Keratin.Samples.Tests;

/// <summary>Where the source lies.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Keratin.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not run inside a checkout: no Keratin.slnx above them.");
    }
}
