using System.Diagnostics;

namespace Keratin.Benchmarks;

/// <summary>A program that is started, listened to and waited for.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    // What the machine or a build tool may have set for other purposes: a BLAS pinned to older kernels, the state of an outer build.
    private static readonly string[] NotInherited = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "MSBUILD"];

    /// <summary>Describes a start with this process's environment, but for what would distort the measurement.</summary>
    public static ProcessStartInfo Describe(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (string name in start.Environment.Keys.Where(name => NotInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToArray())
            start.Environment.Remove(name);
        return start;
    }

    /// <summary>This program, started again with other arguments.</summary>
    public static ProcessStartInfo DescribeOwn(params IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        // Started as `dotnet Keratin.Benchmarks.dll`, the process is the runtime and wants the program's file first.
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return Describe(program, isHost ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments);
    }

    /// <summary>Runs to the end and hands on each line of the output as it comes.</summary>
    /// <returns>Whether it ended well and in time. What it says on the error output goes to ours.</returns>
    public static bool Run(ProcessStartInfo start, Action<string, Process> line)
    {
        try
        {
            using Process process = Process.Start(start)!;
            using var limit = new Timer(_ => process.Kill(entireProcessTree: true), null, Limit, Timeout.InfiniteTimeSpan);
            while (process.StandardOutput.ReadLine() is { } text) line(text, process);
            process.WaitForExit();
            if (process.ExitCode == 0) return true;
            Progress.Say($"failed ({process.ExitCode}): {start.FileName} {string.Join(' ', start.ArgumentList)}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Progress.Say($"cannot start {start.FileName}: {missing.Message}");
        }
        return false;
    }

    /// <summary>Runs to the end and keeps the output.</summary>
    public static (bool Succeeded, string Output) Run(ProcessStartInfo start)
    {
        var lines = new List<string>();
        bool succeeded = Run(start, (line, _) => lines.Add(line));
        return (succeeded, string.Join('\n', lines));
    }
}
