using System.Xml.Linq;

namespace Keratin.Packages.Tests;

/// <summary>Where the source lies, and what it says of packages.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects of <c>src</c>, by name: each becomes a package.</summary>
    public static string[] Projects { get; } = [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The projects that are libraries, not the tool.</summary>
    public static string[] Libraries { get; } = [.. Projects.Where(name => name != "Keratin.Cli")];

    /// <summary>The versions of all packages that are referenced.</summary>
    public static Dictionary<string, string> Versions { get; } = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(version => (string)version.Attribute("Include")!, version => (string)version.Attribute("Version")!);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Keratin.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not run inside a checkout: no Keratin.slnx above them.");
    }
}
