namespace Keratin.Fuzz;

/// <summary>The inputs that once did harm: a folder for each target, a file for each finding, named by what it was.</summary>
internal static class Findings
{
    /// <summary>Where they are.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Those of a target, in order.</summary>
    public static IReadOnlyList<string> Of(FuzzTarget target)
    {
        string folder = Path.Combine(Folder, target.Name);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Keeps a new one.</summary>
    /// <returns>Its path.</returns>
    public static string Keep(FuzzTarget target, string name, byte[] input)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, target.Name)).FullName, name);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string Find()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Keratin.slnx"))) root = root.Parent;
        return Path.Combine((root ?? throw new InvalidOperationException("No folder above the program holds Keratin.slnx.")).FullName, "tests", "Keratin.Fuzz", "Findings");
    }
}
