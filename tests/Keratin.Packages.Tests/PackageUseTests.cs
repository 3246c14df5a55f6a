using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Keratin.Packages.Tests;

/// <summary>The packages in the hands of somebody who has nothing else.</summary>
public sealed partial class PackageUseTests(PackedSource packed)
{
    public static TheoryData<string> Libraries => [.. Repository.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task The_listing_of_a_package_s_readme_runs_in_a_new_project(string name)
    {
        string folder = packed.NewFolder(name);
        using (ZipArchive package = packed.Open(name))
        using (var readme = new StreamReader(package.GetEntry("README.md")!.Open()))
            await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Assert.Single(Listing().Matches(await readme.ReadToEndAsync())).Groups[1].Value);
        await File.WriteAllTextAsync(Path.Combine(folder, "quickstart.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{name}" Version="{packed.Version}" />
              </ItemGroup>
            </Project>
            """);
        Assert.NotEmpty((await Command.Run(folder, "dotnet", "run")).Trim());
        // What the core package has to say to those who publish ahead of time reaches them through all others.
        Assert.Contains("Keratin.Core.targets", await File.ReadAllTextAsync(Path.Combine(folder, "obj", "quickstart.csproj.nuget.g.targets")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_is_installed_and_answers()
    {
        string folder = packed.NewFolder("tool");
        await Command.Run(folder, "dotnet", "tool", "install", "Keratin.Cli", "--tool-path", "installed", "--version", packed.Version);
        string keratin = Path.Combine(folder, "installed", OperatingSystem.IsWindows() ? "keratin.exe" : "keratin");
        Assert.Contains("  keratin [command] [options]", await Command.Run(folder, keratin, "--help"), StringComparison.Ordinal);
        Assert.StartsWith(packed.Version, await Command.Run(folder, keratin, "--version"), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetDirectories(folder, "keratin.cli.*-*", SearchOption.AllDirectories));
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Listing();
}
