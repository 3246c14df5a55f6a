using System.Diagnostics;

namespace Keratin.Tests;

/// <summary>What the package tells those who publish ahead of time: its targets, imported by a project of one empty target.</summary>
public sealed class AheadOfTimeWarningTests
{
    [Fact]
    public async Task Publishing_ahead_of_time_for_x64_warns_of_slow_kernels_and_says_what_to_set()
    {
        string output = await Publish("-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64");
        Assert.Contains("warning KERATIN001", output, StringComparison.Ordinal);
        Assert.Contains("IlcInstructionSet", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_runtime_identifier_the_warning_goes_by_the_machine() =>
        Assert.Contains("warning KERATIN001", await Publish("-p:PublishAot=true", "-p:NETCoreSdkRuntimeIdentifier=win-x64"), StringComparison.Ordinal);

    [Theory]
    [InlineData("-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64", "-p:IlcInstructionSet=x86-64-v3")]
    [InlineData("-p:PublishAot=true", "-p:RuntimeIdentifier=osx-arm64", "-p:NETCoreSdkRuntimeIdentifier=linux-x64")]
    [InlineData("-p:PublishAot=false", "-p:RuntimeIdentifier=linux-x64")]
    [InlineData("-p:RuntimeIdentifier=linux-x64")]
    public async Task There_is_no_warning_where_the_instructions_are_set_or_do_not_matter(params string[] properties) =>
        Assert.DoesNotContain("warning", await Publish(properties), StringComparison.Ordinal);

    private static async Task<string> Publish(params string[] properties)
    {
        string targets = Path.Combine(Checkout.Root, "src", "Keratin.Core", "buildTransitive", "Keratin.Core.targets");
        Assert.True(File.Exists(targets));
        using var folder = new TemporaryFolder();
        string project = folder.Path("app.proj");
        await File.WriteAllTextAsync(project, $"""<Project><Import Project="{targets}" /><Target Name="PrepareForPublish" /></Project>""");

        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-t:PrepareForPublish", "-nologo", "-v:minimal", "-nodeReuse:false", .. properties]) { RedirectStandardOutput = true };
        // The test runner's build must not tell this one what it is.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
