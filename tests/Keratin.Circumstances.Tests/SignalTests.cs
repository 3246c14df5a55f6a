using System.Diagnostics;
using System.Runtime.InteropServices;
using Keratin.Cli.Tests;
using Keratin.Tests;

namespace Keratin.Circumstances.Tests;

/// <summary>Ctrl-C and SIGTERM at each phase of a command: nothing is ever half. A test waits for lines and bytes, never for a time.</summary>
public sealed class SignalTests : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;
    private const int Interrupted = 130, Terminated = 143;

    private readonly TemporaryFolder _folder = new();

    public SignalTests() => Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent as Unix sends them.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task While_train_reads(int signal)
    {
        string data = Pipe(), model = Old("m.keras");
        using Process process = CommandProcess.Start("train", data, "--target", "sum", "--out", model);
        await UntilItEnds(process, data, DataFile.Sums(20_000), signal);
        await NothingIsSaved(process, "m.keras", signal);
    }

    [Fact]
    public async Task While_train_makes_folds()
    {
        string data = Written("data.csv", DataFile.Sums(200)), model = Old("m.keras");
        using Process process = CommandProcess.Start("train", data, "--target", "sum", "--out", model, "--k-fold", "2", "--epochs", "1000000");
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        Send(process, Interrupt);
        await process.WaitForExitAsync();
        await NothingIsSaved(process, "m.keras", Interrupt);
    }

    [Fact]
    public async Task While_train_trains()
    {
        string data = Written("data.csv", DataFile.Sums(200)), model = Old("m.keras");
        using Process process = CommandProcess.Start("train", data, "--target", "sum", "--out", model, "--epochs", "1000000", "--early-stopping", "0");
        string? line;
        while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("epoch", StringComparison.Ordinal)) { }
        Send(process, Terminate);
        string rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(Terminated, process.ExitCode);
        Assert.Contains("Stopped by SIGTERM after", rest, StringComparison.Ordinal);
        Assert.Contains($"{model} holds the model as far as it has got.", rest, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("inspect", model).Code);
    }

    [Fact]
    public async Task While_train_writes_its_report()
    {
        string data = Written("data.csv", DataFile.Sums(200)), model = _folder.Path("m.keras"), page = Old("page.html");
        using Process process = CommandProcess.Start("train", data, "--target", "sum", "--out", model, "--epochs", "2", "--report", page);
        while (!File.Exists(model) && !process.HasExited) Thread.Yield();
        Send(process, Interrupt);
        string rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        // The signal may come after all is done.
        Assert.Contains(process.ExitCode, new[] { 0, Interrupted });
        Assert.Equal(0, CommandRun.Of("inspect", model).Code);
        Assert.EndsWith("</html>", File.ReadAllText(page).TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.part"));
        Assert.NotEqual("", rest);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task While_predict_writes(int signal)
    {
        string data = Pipe(), output = Old("p.csv"), model = Trained();
        using Process process = CommandProcess.Start("predict", model, data, "--out", output);
        await UntilItEnds(process, data, DataFile.Sums(20_000), signal);
        await NothingIsSaved(process, "p.csv", signal);
    }

    [Fact]
    public async Task While_predict_waits_for_the_standard_input()
    {
        using Process process = CommandProcess.Start("predict", Trained(), "-");
        await process.StandardInput.WriteAsync(DataFile.Sums(20_000));
        await process.StandardInput.FlushAsync();
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());
        Send(process, Interrupt);
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(Interrupted, process.ExitCode);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task While_predict_waits_for_rows_that_do_not_come(int signal)
    {
        string output = Old("p.csv");
        using Process process = CommandProcess.Start("predict", Trained(), "-", "--out", output);
        // More than a pipe holds: when it is written, the reading has begun.
        await process.StandardInput.WriteAsync(DataFile.Sums(40_000));
        await process.StandardInput.FlushAsync();
        Send(process, signal);
        await process.WaitForExitAsync();
        await NothingIsSaved(process, "p.csv", signal);
    }

    [Fact]
    public void The_second_time_it_ends_at_once()
    {
        string data = Pipe(), model = Old("m.keras");
        using Process process = CommandProcess.Start("train", data, "--target", "sum", "--out", model);
        // Nobody opens the pipe's other end: the first signal cannot end the opening.
        while (!process.WaitForExit(20)) Send(process, Interrupt);
        Assert.Equal(Interrupted, process.ExitCode);
        Untouched("m.keras");
    }

    // The first rows are read once more of them have gone into the pipe than it holds; what comes after the signal ends it.
    private static async Task UntilItEnds(Process process, string pipe, string rows, int signal)
    {
        await using var stream = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1);
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(rows));
        Send(process, signal);
        byte[] row = "1,2,3\n"u8.ToArray();
        try
        {
            while (!process.HasExited) await stream.WriteAsync(row);
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }
        await process.WaitForExitAsync();
    }

    private string Trained()
    {
        string model = _folder.Path("trained.keras");
        Assert.Equal(0, CommandRun.Of("train", Written("train.csv", DataFile.Sums(40)), "--target", "sum", "--out", model, "--epochs", "1", "--layers", "4").Code);
        return model;
    }

    private string Pipe()
    {
        string path = _folder.Path("pipe.csv");
        Assert.Equal(0, MakePipe(path, 0b110_000_000));
        return path;
    }

    private string Old(string name) => Written(name, "what was there before");

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder.Path(name), text);
        return _folder.Path(name);
    }

    private async Task NothingIsSaved(Process process, string file, int signal)
    {
        Assert.Equal(signal == Interrupt ? (Interrupted, "Stopped by Ctrl-C: nothing was saved.") : (Terminated, "Stopped by SIGTERM: nothing was saved."), (process.ExitCode, (await process.StandardError.ReadToEndAsync()).TrimEnd()));
        Untouched(file);
    }

    private void Untouched(string name)
    {
        Assert.Equal("what was there before", File.ReadAllText(_folder.Path(name)));
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.part"));
    }

    private static void Send(Process process, int signal) => _ = Kill(process.Id, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
