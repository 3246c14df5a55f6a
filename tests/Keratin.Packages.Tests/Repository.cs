using System.Xml.Linq;
using Keratin.Tests;

namespace Keratin.Packages.Tests;

/// <summary>What the source says of packages.</summary>
internal static class Repository
{
    /// <summary>The projects of <c>src</c>, by name: each becomes a package.</summary>
    public static string[] Projects { get; } = [.. Directory.GetFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The projects that are libraries, not the tool.</summary>
    public static string[] Libraries { get; } = [.. Projects.Where(name => name != "Keratin.Cli")];

    /// <summary>The versions of all packages that are referenced.</summary>
    public static Dictionary<string, string> Versions { get; } = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(version => (string)version.Attribute("Include")!, version => (string)version.Attribute("Version")!);
}
