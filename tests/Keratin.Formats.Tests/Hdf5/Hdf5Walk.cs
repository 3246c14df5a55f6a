namespace Keratin.Formats.Tests;

/// <summary>Walks through all of a file.</summary>
internal static class Hdf5Walk
{
    /// <summary>The paths of all datasets.</summary>
    public static List<string> Datasets(Hdf5File file)
    {
        var paths = new List<string>();
        var groups = new Stack<string>([""]);
        while (groups.TryPop(out string? group))
        {
            foreach (string name in file.Groups(group)) groups.Push($"{group}/{name}".TrimStart('/'));
            foreach (string name in file.Datasets(group)) paths.Add($"{group}/{name}".TrimStart('/'));
        }
        return paths;
    }
}
