using System.Collections.Immutable;
using Keratin.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keratin.Messages.Tests;

/// <summary>All code below <c>src</c>, understood as the compiler does.</summary>
internal static class Source
{
    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview);

    /// <summary>The folder <c>src</c>.</summary>
    public static string Folder { get; } = Path.Combine(Checkout.Root, "src");

    /// <summary>The libraries and the command line, as one program.</summary>
    public static CSharpCompilation Compilation { get; } = Compile([.. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => (Path: Path.GetRelativePath(Folder, path).Replace('\\', '/'), Full: path))
        .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
        .OrderBy(file => file.Path, StringComparer.Ordinal)
        .Select(file => (file.Path, File.ReadAllText(file.Full)))]);

    /// <summary>Compiles files in memory, with what the tests themselves are linked to.</summary>
    public static CSharpCompilation Compile(params (string Path, string Text)[] files) => CSharpCompilation.Create("All",
        [CSharpSyntaxTree.ParseText(GlobalUsings, Newest), .. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Newest, file.Path))],
        References(), new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private static ImmutableArray<MetadataReference> References() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Keratin", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
