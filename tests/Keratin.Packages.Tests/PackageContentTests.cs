using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Keratin.Tests;

namespace Keratin.Packages.Tests;

/// <summary>What is in the packages, and what is not.</summary>
public sealed class PackageContentTests(PackedSource packed)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Libraries => [.. Repository.Libraries];

    [Fact]
    public void Each_project_of_src_is_a_package_and_nothing_else_is()
    {
        string[] tools = [.. packed.Packages.Keys.Where(name => name.StartsWith("Keratin.Cli", StringComparison.Ordinal))];
        Assert.Equal(Repository.Libraries, packed.Packages.Keys.Except(tools).Order(StringComparer.Ordinal));
        Assert.Equal(Repository.Libraries, packed.Symbols.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Keratin.Cli", tools);
        Assert.Contains("Keratin.Cli.any", tools);
        Assert.Equal(3, tools.Length);

        foreach (string project in XDocument.Load(Path.Combine(Checkout.Root, "Keratin.slnx")).Descendants("Project").Select(project => (string)project.Attribute("Path")!))
        {
            string folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, project))!;
            string[] settings = [Path.Combine(Checkout.Root, project), Path.Combine(folder, "Directory.Build.props"), Path.Combine(folder, "..", "Directory.Build.props")];
            bool isPacked = !settings.Where(File.Exists).Any(file => File.ReadAllText(file).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal));
            Assert.True(isPacked == project.StartsWith("src/", StringComparison.Ordinal), $"{project} {(isPacked ? "would be" : "would not be")} packed.");
        }
    }

    [Fact]
    public void Every_package_says_what_it_is_and_under_which_licence_and_shows_a_picture()
    {
        foreach (string name in packed.Packages.Keys)
        {
            using ZipArchive package = packed.Open(name);
            XElement metadata = Metadata(package);
            Assert.Equal(["MIT", "README.md", "icon.png", "The Keratin authors"], ((string[])["license", "readme", "icon", "authors"]).Select(element => Text(metadata, element)));
            Assert.NotEmpty(Text(metadata, "description")!);
            Assert.NotEmpty(Text(metadata, "tags")!);
            // There is no public address of the source yet, and this machine's is nobody's business.
            Assert.Null(metadata.Elements().SingleOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url"));
            byte[] icon = Bytes(package, "icon.png");
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0, 128, 0, 0, 0, 128], (byte[])[.. icon[..4], .. icon[16..24]]);
            Assert.StartsWith(name.StartsWith("Keratin.Cli", StringComparison.Ordinal) ? "# Keratin.Cli\n" : $"# {name}\n", Encoding.UTF8.GetString(Bytes(package, "README.md")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_comes_with_its_documentation_and_without_tests_and_source(string name)
    {
        using ZipArchive package = packed.Open(name);
        Assert.Contains("<member name=\"T:Keratin.", Encoding.UTF8.GetString(Bytes(package, $"lib/net10.0/{name}.xml")), StringComparison.Ordinal);
        string[] own = [$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", "README.md", "icon.png", $"{name}.nuspec", .. name switch
        {
            "Keratin.Core" => (string[])["buildTransitive/Keratin.Core.targets"],
            "Keratin.Plots" => ["THIRD-PARTY-NOTICES.txt"],
            _ => [],
        }];
        string[] all = [.. package.Entries.Select(entry => entry.FullName).Where(file => !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal) && file != "[Content_Types].xml")];
        Assert.Equal(own.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Dependencies_have_the_versions_that_the_source_was_built_with_and_those_on_each_other_no_other(string name)
    {
        using ZipArchive package = packed.Open(name);
        XElement[] dependencies = [.. Metadata(package).Descendants().Where(element => element.Name.LocalName == "dependency")];
        Assert.All(dependencies, dependency =>
        {
            string id = (string)dependency.Attribute("id")!;
            Assert.Equal(Repository.Libraries.Contains(id) ? $"[{packed.Version}]" : Repository.Versions[id], (string?)dependency.Attribute("version"));
            Assert.DoesNotContain("xunit", id, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(name != "Keratin.Core", dependencies.Any(dependency => ((string)dependency.Attribute("id")!).StartsWith("Keratin", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_carry_all_source_under_paths_of_no_machine(string name)
    {
        using ZipArchive symbols = ZipFile.OpenRead(packed.Symbols[name]);
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(symbols, $"lib/net10.0/{name}.pdb")));
        MetadataReader reader = pdb.GetMetadataReader();
        Assert.NotEmpty(reader.Documents);
        foreach (DocumentHandle handle in reader.Documents)
        {
            string path = reader.GetString(reader.GetDocument(handle).Name);
            // What the compiler makes itself lies among what is built, which here is outside of the checkout.
            if (!path.StartsWith(packed.Artifacts, StringComparison.Ordinal)) Assert.StartsWith("/_/src/", path, StringComparison.Ordinal);
            Assert.True(reader.GetCustomDebugInformation(handle).Any(information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind) == EmbeddedSource), $"{path} is not in the symbols.");
        }
    }

    [Fact]
    public void The_typeface_in_the_pictures_library_comes_with_its_licence()
    {
        using ZipArchive package = packed.Open("Keratin.Plots");
        string notices = Encoding.UTF8.GetString(Bytes(package, "THIRD-PARTY-NOTICES.txt"));
        string copyright = Assert.Single(notices.Split('\n'), line => line.Contains("The Inter Project Authors", StringComparison.Ordinal)).Trim();
        // As the typeface itself says it.
        Assert.True(Bytes(package, "lib/net10.0/Keratin.Plots.dll").AsSpan().IndexOf(Encoding.BigEndianUnicode.GetBytes(copyright)) > 0, $"The typeface does not say: {copyright}");
        Assert.Contains("each copy contains the above copyright notice and this license", notices.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tool_names_all_works_of_others_in_it_with_their_licences()
    {
        foreach (string name in packed.Packages.Keys.Where(name => name.StartsWith("Keratin.Cli.", StringComparison.Ordinal)))
        {
            using ZipArchive package = packed.Open(name);
            string[] notices = Encoding.UTF8.GetString(Bytes(package, "THIRD-PARTY-NOTICES.txt")).Split('\n');
            IEnumerable<string> named = notices.Where(line => line.StartsWith("  Files: ", StringComparison.Ordinal)).SelectMany(line => line["  Files: ".Length..].Split(", "));
            IEnumerable<string> there = package.Entries.Where(entry => Path.GetExtension(entry.Name) is ".dll" or ".so" or ".dylib").Select(entry => Path.GetFileNameWithoutExtension(entry.Name));
            Assert.Equal(named.Order(StringComparer.Ordinal), there.Where(file => file != "Keratin" && !file.StartsWith("Keratin.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

            string[] licences = [.. notices.Where(line => line.StartsWith("  Licence: ", StringComparison.Ordinal)).Select(line => line["  Licence: ".Length..])];
            Assert.Equal(notices.Count(line => line.StartsWith("  Files: ", StringComparison.Ordinal)), licences.Length);
            Assert.All(licences.Distinct(), licence => Assert.Equal(new string('=', licence.Length), notices[Array.IndexOf(notices, licence) + 1]));

            // What stands inside of those works, in their packages' own words.
            string[] further = [.. package.Entries.Select(entry => entry.FullName).Where(file => file.StartsWith("notices/", StringComparison.Ordinal)).Select(file => file.Split('/')[1])];
            foreach (string part in (string[])["Keratin.Plots", "ScottPlot", "System.Numerics.Tensors"]) Assert.Contains(part, further);
            Assert.Contains(further, part => part.StartsWith("SkiaSharp.NativeAssets.", StringComparison.Ordinal));
            Assert.Contains(further, part => part.StartsWith("HarfBuzzSharp.NativeAssets.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_tool_for_this_platform_is_compiled_and_that_for_all_is_not_and_neither_is_huge()
    {
        string platform = packed.Packages.Keys.Single(name => name.StartsWith("Keratin.Cli.", StringComparison.Ordinal) && name != "Keratin.Cli.any");
        foreach (string assembly in (string[])["Keratin.Cli", "Keratin", "Keratin.Core", "System.CommandLine"])
        {
            Assert.True(IsCompiled(platform, assembly), $"{assembly} waits for the compiler in {platform}.");
            Assert.False(IsCompiled("Keratin.Cli.any", assembly), $"{assembly} is compiled for one platform in the package for all.");
        }
        Assert.InRange(new FileInfo(packed.Packages[platform]).Length, 0, 20 << 20);
        Assert.InRange(new FileInfo(packed.Packages["Keratin.Cli.any"]).Length, 0, 45 << 20);
    }

    private bool IsCompiled(string package, string assembly)
    {
        using ZipArchive archive = packed.Open(package);
        ZipArchiveEntry entry = Assert.Single(archive.Entries, entry => entry.Name == $"{assembly}.dll");
        using var portable = new PEReader(new MemoryStream(Bytes(archive, entry.FullName)));
        return portable.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static XElement Metadata(ZipArchive package)
    {
        using Stream nuspec = Assert.Single(package.Entries, entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private static string? Text(XElement metadata, string element) => metadata.Elements().SingleOrDefault(child => child.Name.LocalName == element)?.Value;

    private static byte[] Bytes(ZipArchive package, string name)
    {
        Assert.True(package.GetEntry(name) is not null, $"{name} is missing.");
        using var bytes = new MemoryStream();
        using (Stream content = package.GetEntry(name)!.Open()) content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
