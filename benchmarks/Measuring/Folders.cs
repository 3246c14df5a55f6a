namespace Keratin.Benchmarks;

/// <summary>Finds what lies above the program or the current folder.</summary>
internal static class Folders
{
    /// <summary>The folder of the checkout.</summary>
    /// <exception cref="PeerDataException">The program runs outside of one.</exception>
    public static string Repository => Above("Keratin.slnx") is { } solution ? Path.GetDirectoryName(solution)!
        : throw new PeerDataException("There is no Keratin.slnx above the program or the current folder: run it inside a checkout.");

    /// <summary>The folder with the other libraries' programs, <c>shared/peers</c>; null where there is none.</summary>
    public static string? Peers => Above(Path.Combine("shared", "peers"));

    private static string? Above(string name)
    {
        foreach (string start in (string[])[Environment.CurrentDirectory, AppContext.BaseDirectory])
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, name) is var path && Path.Exists(path)) return path;
        return null;
    }
}
