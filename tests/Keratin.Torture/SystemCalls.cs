using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Keratin.Torture;

/// <summary>The system calls of a workload, seen and spoiled by <c>strace</c>: no seam in the code is needed.</summary>
internal static partial class SystemCalls
{
    // All that has to do with files. A question mark passes over those that a processor does not have.
    private const string OfFiles = "?open,openat,?stat,?lstat,?newfstatat,fstat,flock,pwrite64,write,fsync,?rename,?renameat,?renameat2,close,?unlink,unlinkat,getdents64,ftruncate,lseek,?mkdir,mkdirat,?rmdir,?access,faccessat";

    /// <summary>How calls are made to fail: what each would say when a disk is full or broken, a folder forbidden or read-only, or too many files open.</summary>
    public static IReadOnlyList<string> Errors { get; } = ["ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE"];

    /// <summary>The <c>dotnet</c> of the runtime that runs this; it need not be on the path.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Why no system call can be seen here; null where they can.</summary>
    public static string? Missing { get; } = WhyMissing();

    /// <summary>Runs a workload.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessResult Run(params IReadOnlyList<string> arguments) => Start(Dotnet, [typeof(SystemCalls).Assembly.Location, .. arguments]);

    /// <summary>Runs a workload and lists its calls between the marks that have to do with a folder, each by its name and its place among those of its name.</summary>
    public static IReadOnlyList<SystemCall> Of(string folder, params IReadOnlyList<string> arguments)
    {
        string log = Path.GetTempFileName();
        try
        {
            ProcessResult result = Traced(log, ["-y"], arguments);
            if (result.ExitCode != 0) throw new InvalidOperationException($"The workload failed by itself: {result.Errors}");
            var counts = new Dictionary<string, int>();
            var calls = new List<SystemCall>();
            string[] lines = File.ReadAllLines(log);
            string worker = lines.First(line => line.Contains(Workload.Begin, StringComparison.Ordinal)).Split(' ')[0];
            bool inside = false;
            foreach (string line in lines)
            {
                if (Entry().Match(line) is not { Success: true } entry || entry.Groups["thread"].Value != worker) continue;
                string name = entry.Groups["name"].Value;
                counts[name] = counts.GetValueOrDefault(name) + 1;
                if (line.Contains(Workload.End, StringComparison.Ordinal)) break;
                if (inside && line.Contains(folder, StringComparison.Ordinal)) calls.Add(new SystemCall(name, counts[name], entry.Groups["rest"].Value));
                inside |= line.Contains(Workload.Begin, StringComparison.Ordinal);
            }
            return calls;
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>Runs a workload that is killed as it makes a call.</summary>
    public static ProcessResult Kill(SystemCall call, params IReadOnlyList<string> arguments) => Spoiled(call, "signal=SIGKILL", arguments);

    /// <summary>Runs a workload of which a call fails.</summary>
    public static ProcessResult Fail(SystemCall call, string error, params IReadOnlyList<string> arguments) => Spoiled(call, $"error={error}", arguments);

    private static ProcessResult Spoiled(SystemCall call, string how, IReadOnlyList<string> arguments) =>
        Traced("/dev/null", ["-e", string.Create(CultureInfo.InvariantCulture, $"inject={call.Name}:{how}:when={call.Place}")], arguments);

    private static ProcessResult Traced(string log, IReadOnlyList<string> options, IReadOnlyList<string> arguments) =>
        Start("strace", ["-f", "-qq", "--seccomp-bpf", "-o", log, "-e", $"trace={OfFiles}", .. options, Dotnet, typeof(SystemCalls).Assembly.Location, .. arguments]);

    private static ProcessResult Start(string program, IReadOnlyList<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output, errors.Result);
    }

    private static string? WhyMissing()
    {
        if (!OperatingSystem.IsLinux()) return "System calls are seen by strace, which Linux alone has.";
        try
        {
            return Start("strace", ["-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "true"]) is { ExitCode: 0 } ? null : "strace is not allowed to watch programs here.";
        }
        catch (Win32Exception)
        {
            return "strace is not installed.";
        }
    }

    [GeneratedRegex(@"^(?<thread>\d+) +(?<name>\w+)\((?<rest>.*)$")]
    private static partial Regex Entry();
}
