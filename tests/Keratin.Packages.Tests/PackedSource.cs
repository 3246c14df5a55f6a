using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Keratin.Packages.Tests;
using Keratin.Tests;

[assembly: AssemblyFixture(typeof(PackedSource))]

namespace Keratin.Packages.Tests;

/// <summary>All packages, made once as for a release, in a folder that programs can restore from.</summary>
public sealed class PackedSource : IAsyncLifetime
{
    // To pack everything and to restore it takes minutes, as long as all other tests together.
    private static readonly bool IsWanted = Environment.GetEnvironmentVariable("KERATIN_PACKAGES") == "1";

    private readonly TemporaryFolder _folder = new();
    private Dictionary<string, string> _packages = [], _symbols = [];

    /// <summary>A version that no cache knows.</summary>
    public string Version { get; } = $"0.0.0-test{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    /// <summary>Where they are built.</summary>
    public string Artifacts => _folder.Path("artifacts");

    /// <summary>The packages' files by name, without version and ending.</summary>
    public Dictionary<string, string> Packages => Made(_packages);

    /// <summary>The packages of symbols.</summary>
    public Dictionary<string, string> Symbols => Made(_symbols);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!IsWanted) return;
        // A solution of the packed projects alone, built outside of the checkout: nothing gets into other builds' way.
        string solution = _folder.Path("packages.slnf");
        object content = new { solution = new { path = Path.Combine(Checkout.Root, "Keratin.slnx"), projects = Repository.Projects.Select(name => $"src/{name}/{name}.csproj") } };
        await File.WriteAllTextAsync(solution, JsonSerializer.Serialize(content));
        await Command.Run(Checkout.Root, "dotnet", "pack", solution, "-c", "Release", "-o", _folder.Path("packages"), "--artifacts-path", Artifacts,
            // The build of the solution has heard what the analyzers have to say.
            $"-p:Version={Version}", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzers=false", "-nodeReuse:false");
        _packages = Files(".nupkg");
        _symbols = Files(".snupkg");
        await WriteNuGetConfig();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A new folder for a program that uses the packages.</summary>
    public string NewFolder(string name) => Made(Directory.CreateDirectory(_folder.Path("uses", name)).FullName);

    /// <summary>Opens a package.</summary>
    public ZipArchive Open(string package) => ZipFile.OpenRead(Packages[package]);

    private static T Made<T>(T value)
    {
        Assert.SkipUnless(IsWanted, "Packages are packed and tried with KERATIN_PACKAGES=1 in the environment.");
        return value;
    }

    private Dictionary<string, string> Files(string ending) => Directory.GetFiles(_folder.Path("packages"), "*" + ending)
        .ToDictionary(file => Path.GetFileName(file)[..^(Version.Length + ending.Length + 1)]);

    // Ours come from the folder alone, all others from the machine's own sources or, without asking anybody, from what it
    // has fetched before; and nothing that is unpacked here stays behind.
    private async Task WriteNuGetConfig()
    {
        string sources = await Command.Run(_folder.Root, "dotnet", "nuget", "list", "source", "--format", "short");
        string cache = (await Command.Run(_folder.Root, "dotnet", "nuget", "locals", "global-packages", "--list")).Split(": ", 2)[1].Trim();
        (string Key, string Value)[] others = [.. sources.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("E ", StringComparison.Ordinal)).Select((line, i) => ($"other{i}", line[2..].Trim()))];
        XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
        XElement Map(string key, string pattern) => new("packageSource", new XAttribute("key", key), new XElement("package", new XAttribute("pattern", pattern)));
        new XDocument(new XElement("configuration",
            new XElement("config", Add("globalPackagesFolder", _folder.Path("cache"))),
            new XElement("fallbackPackageFolders", new XElement("clear"), Add("machine", cache)),
            new XElement("packageSources", new XElement("clear"), Add("packed", _folder.Path("packages")), others.Select(other => Add(other.Key, other.Value))),
            new XElement("packageSourceMapping", new XElement("clear"), Map("packed", "Keratin*"), others.Select(other => Map(other.Key, "*"))))).Save(_folder.Path("NuGet.config"));
    }
}
