using System.Diagnostics;
using Keratin.Cli.Tests;
using Keratin.Tests;

namespace Keratin.Circumstances.Tests;

/// <summary>Few cores and little memory change no bit, or are told before the work begins.</summary>
public sealed class SmallMachineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_core_learns_the_same_bits_as_all()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset"), "A process is kept to one core with Linux's taskset.");
        string data = Table(), one = _folder.Path("one.keras"), all = _folder.Path("all.keras");
        string[] words = ["train", data, "--target", "sum", "--epochs", "3", "--layers", "256,256", "--out"];
        await Ends(0, CommandProcess.Start("taskset", ["-c", "0", .. CommandProcess.Words, .. words, one]));
        Assert.Equal(0, CommandRun.Of([.. words, all]).Code);
        Assert.Equal((0, ""), (CommandRun.Of("diff", one, all).Code, CommandRun.Of("diff", one, all).Error));
    }

    [Fact]
    public async Task A_model_that_needs_100_megabytes_is_trained_with_256()
    {
        // 6.3 million weights of four bytes, with the gradient and two moments of each: 101 MB.
        await Ends(0, WithMemory(256, "train", Table(), "--target", "sum", "--epochs", "1", "--layers", "2500,2500", "--out", _folder.Path("m.keras")));
    }

    [Theory]
    [InlineData("9000,9000", "There is not enough memory: the variable \"dense_1/kernel\" of the shape (9000, 9000) takes 324,000,000 bytes, but ", " of the 268,435,456 of memory are left: give its layer fewer units or fewer inputs.")]
    [InlineData("8000,8000", "There is not enough memory: the variable \"adam/dense_1/kernel/", "give its layer fewer units or fewer inputs.")]
    [InlineData("32000,32000", "There is not enough memory: the variable \"dense_1/kernel\" of the shape (32000, 32000) takes 4,096,000,000 bytes, but one piece of memory can have 2,147,000,000: ", "fewer inputs.")]
    [InlineData("65536,65537", "A shape with the sizes 65536 × 65537 has more elements than one array can hold (2,147,483,591).", "")]
    public async Task A_model_that_does_not_fit_is_refused_before_it_is_trained(string layers, string beginning, string end)
    {
        string error = await Ends(2, WithMemory(256, "train", Table(), "--target", "sum", "--epochs", "1", "--layers", layers, "--out", _folder.Path("m.keras")));
        Assert.StartsWith(beginning, error, StringComparison.Ordinal);
        Assert.EndsWith(end, error.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(_folder.Path("m.keras")));
    }

    private string Table()
    {
        File.WriteAllText(_folder.Path("data.csv"), DataFile.Sums(200));
        return _folder.Path("data.csv");
    }

    private static Process WithMemory(int megabytes, params string[] words) => CommandProcess.Start("env", [$"DOTNET_GCHeapHardLimit=0x{megabytes << 20:X}", .. CommandProcess.Words, .. words]);

    private static async Task<string> Ends(int code, Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            string text = await error;
            Assert.True(process.ExitCode == code, $"exit code {process.ExitCode}: {text}{await output}");
            return text;
        }
    }
}
