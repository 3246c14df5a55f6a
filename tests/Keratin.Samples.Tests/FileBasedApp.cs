using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Keratin.Samples.Tests;

/// <summary>A program of one file, built and run by <c>dotnet</c>.</summary>
public static class FileBasedApp
{
    // That of the tests: the libraries are then built already.
    private static readonly string Configuration = typeof(FileBasedApp).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    // Builds of the same libraries would get into each other's way, so there is one at a time, and one of each program.
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly ConcurrentDictionary<string, Lazy<Task<(int ExitCode, string Output)>>> Builds = new();

    /// <summary>Builds a program where none of the tests has done so, runs it and waits for it.</summary>
    /// <param name="file">The program.</param>
    /// <param name="workingFolder">Where it writes.</param>
    /// <param name="environment">Variables to set while it runs, not while it is built; null removes one.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<(int ExitCode, string Output)> Run(string file, string workingFolder,
        IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        (int exitCode, string output) = await Builds.GetOrAdd(file, _ => new(() => Build(file))).Value;
        return exitCode != 0 ? (exitCode, output) : await Dotnet(workingFolder, environment, ["run", "-c", Configuration, "--no-build", file, "--", .. arguments]);
    }

    /// <summary>Builds a program and runs it, presses Ctrl-C when it writes a line with the given words, and waits for it.</summary>
    /// <param name="file">The program.</param>
    /// <param name="workingFolder">Where it writes.</param>
    /// <param name="words">What to wait for.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<(int ExitCode, string Output)> RunAndInterrupt(string file, string workingFolder, string words, params string[] arguments)
    {
        string built = Path.Combine(workingFolder, "built");
        (int exitCode, string output) = await Build(file, "-o", built);
        if (exitCode != 0) return (exitCode, output);
        using Process process = Process.Start(StartInfo(workingFolder, Unchanged, [Path.Combine(built, Path.ChangeExtension(Path.GetFileName(file), "dll")), .. arguments]))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var lines = new StringBuilder();
        bool pressed = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.AppendLine(line);
            if (pressed || !line.Contains(words, StringComparison.Ordinal)) continue;
            pressed = true;
            using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }
        await process.WaitForExitAsync();
        return (process.ExitCode, lines + await errors);
    }

    /// <summary>Runs <c>dotnet</c> and waits for it.</summary>
    /// <param name="workingFolder">Where it runs.</param>
    /// <param name="words">Its arguments.</param>
    public static Task<(int ExitCode, string Output)> Dotnet(string workingFolder, params string[] words) => Dotnet(workingFolder, Unchanged, words);

    private static IReadOnlyDictionary<string, string?> Unchanged { get; } = new Dictionary<string, string?>();

    private static async Task<(int ExitCode, string Output)> Build(string file, params string[] options)
    {
        await OneAtATime.WaitAsync();
        try
        {
            return await Dotnet(Path.GetDirectoryName(file)!, ["build", "-c", Configuration, file, .. options]);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<(int ExitCode, string Output)> Dotnet(string workingFolder, IReadOnlyDictionary<string, string?> environment, params string[] words)
    {
        using Process process = Process.Start(StartInfo(workingFolder, environment, words))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static ProcessStartInfo StartInfo(string workingFolder, IReadOnlyDictionary<string, string?> environment, string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in words) start.ArgumentList.Add(word);
        // A build must not inherit what the test runner's build set for itself.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach ((string name, string? value) in environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }
        return start;
    }
}
