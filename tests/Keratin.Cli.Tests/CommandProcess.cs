using System.Diagnostics;

namespace Keratin.Cli.Tests;

/// <summary>The program in a process of its own, for what a call inside of the tests cannot show: standard input, signals, shells.</summary>
internal static class CommandProcess
{
    /// <summary>The words that start the program: the host and its file.</summary>
    public static string[] Words { get; } = [Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", typeof(CommandLine).Assembly.Location];

    /// <summary>Starts the program.</summary>
    /// <param name="arguments">What is typed.</param>
    public static Process Start(params string[] arguments) => Start(Words[0], [Words[1], .. arguments]);

    /// <summary>Starts any program, with all three streams redirected.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
