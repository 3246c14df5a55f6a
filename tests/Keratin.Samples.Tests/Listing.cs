using System.Collections.Immutable;
using Keratin.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keratin.Samples.Tests;

/// <summary>
/// A C# listing of a page. One that names packages is built as a reader builds it; any other needs what stands beside
/// these tests alone, and is compiled here: a hundredth of a build's time.
/// </summary>
/// <param name="text">Its lines.</param>
internal sealed class Listing(string text)
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    // What the SDK's ImplicitUsings adds to a program.
    private static readonly SyntaxTree ImplicitUsings = Parse("""
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """);

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Where it writes.</param>
    public Task<(int ExitCode, string Output)> Run(TemporaryFolder folder) =>
        text.Contains("#:package", StringComparison.Ordinal) ? RunBuilt(folder) : RunCompiled(folder);

    private async Task<(int ExitCode, string Output)> RunBuilt(TemporaryFolder folder)
    {
        string source = Path.Combine(Checkout.Root, "src");
        await File.WriteAllTextAsync(folder.Path("listing.cs"), $"""
            #:project {source}/Keratin/Keratin.csproj
            #:project {source}/Keratin.Plots/Keratin.Plots.csproj
            #:project {source}/Keratin.Reports/Keratin.Reports.csproj
            #:property UseCurrentRuntimeIdentifier=true
            #:property PublishAot=false

            {text}
            """);
        return await FileBasedApp.Run(folder.Path("listing.cs"), folder.Root, new Dictionary<string, string?>());
    }

    private async Task<(int ExitCode, string Output)> RunCompiled(TemporaryFolder folder)
    {
        // Beside the tests' own assemblies, whose files it shares: also the native ones.
        string own = typeof(Listing).Assembly.Location, program = Path.Combine(AppContext.BaseDirectory, $"listing-{Guid.NewGuid():N}.dll");
        var result = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(program), [ImplicitUsings, Parse(text)], References, new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)).Emit(program);
        try
        {
            if (!result.Success) return (1, string.Join('\n', result.Diagnostics));
            return await FileBasedApp.Dotnet(folder.Root, "exec", "--depsfile", Path.ChangeExtension(own, "deps.json"), "--runtimeconfig", Path.ChangeExtension(own, "runtimeconfig.json"), program);
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text);
}
