using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Keratin.Tests;

/// <summary>Runs a program that lies beside the tests, because settings of the runtime hold for a whole process.</summary>
internal static class ChildProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="program">The name of its library, without the extension.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="settings">Variables of its environment, as in <c>DOTNET_EnableAVX512=0</c>.</param>
    /// <returns>The lines that it printed.</returns>
    public static string[] Run(string program, IEnumerable<string> arguments, params IEnumerable<string> settings)
    {
        string file = Path.Combine(AppContext.BaseDirectory, program + ".dll");
        Assert.True(File.Exists(file) && File.Exists(Path.ChangeExtension(file, "runtimeconfig.json")), $"The program is not beside the tests: {file}");
        var start = new ProcessStartInfo(Host()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(file);
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
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {errors.Result}");
        return output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    // The dotnet of the runtime that runs the tests; it need not be on the path.
    private static string Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
