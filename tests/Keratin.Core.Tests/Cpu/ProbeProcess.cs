using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Keratin.Core.Tests;

/// <summary>Runs the probe program as a child, because settings of the runtime hold for a whole process.</summary>
internal static class ProbeProcess
{
    public const string NoAvx512 = "DOTNET_EnableAVX512=0";

    /// <summary>Trains every case and returns what was printed, one line a case: its name, hash and allocated bytes.</summary>
    public static IReadOnlyList<Outcome> Run(int steps, int threads, params string[] settings) => Run([Text(steps), Text(threads)], settings);

    /// <summary>Trains one case only: for settings under which the others take seconds.</summary>
    public static IReadOnlyList<Outcome> Run(string only, params string[] settings) => Run(["1", "1", only], settings);

    private static IReadOnlyList<Outcome> Run(string[] arguments, string[] settings)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Keratin.Probe.dll");
        Assert.True(File.Exists(program) && File.Exists(Path.ChangeExtension(program, "runtimeconfig.json")), $"The probe program is not beside the tests: {program}");
        var start = new ProcessStartInfo(Host()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            start.Environment[setting[..equals]] = setting[(equals + 1)..];
        }
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The probe program ended with {process.ExitCode}: {errors.Result}");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Outcome.Parse)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The dotnet of the runtime that runs the tests; it need not be on the path.
    private static string Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }

    /// <summary>One line of the probe.</summary>
    internal sealed record Outcome(string Name, string Hash, long AllocatedBytes)
    {
        public static Outcome Parse(string line)
        {
            string[] words = line.Split(' ');
            return new Outcome(words[0], words[1], long.Parse(words[2], CultureInfo.InvariantCulture));
        }
    }
}
