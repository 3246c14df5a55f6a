using System.Diagnostics;

namespace Keratin.Benchmarks;

/// <summary>Runs workloads, each in a process of its own, so that each has its own peak of memory and its own warm-up.</summary>
internal static class PeerProgram
{
    private static readonly Dictionary<string, Action<PeerData>> Workloads = new()
    {
        ["W1-dense"] = data => ReutersWorkload.Run(data, sparse: false),
        ["W1-dense-uncompressed"] = data => ReutersWorkload.Run(data, sparse: false, compressInputs: false),
        ["W1-sparse"] = data => ReutersWorkload.Run(data, sparse: true),
        ["W2-1ep"] = data => BostonWorkload.Run(data, epochs: 1),
        ["W2-20ep"] = data => BostonWorkload.Run(data, epochs: 20),
        ["W2-20ep-kfold"] = data => BostonWorkload.RunSideBySide(data, epochs: 20),
        ["W3"] = MnistWorkload.Run,
        ["W4-dense"] = data => PredictionWorkload.Run(data, sparse: false),
        ["W4-sparse"] = data => PredictionWorkload.Run(data, sparse: true),
    };

    /// <summary>Runs the named workloads.</summary>
    /// <returns>The exit code: 0 where all of them ran.</returns>
    public static int Run(IReadOnlyList<string> names)
    {
        string[] expanded = [.. names.SelectMany(name => name == "W4" ? (string[])["W4-dense", "W4-sparse"] : [name])];
        string[] unknown = [.. expanded.Where(name => !Workloads.ContainsKey(name))];
        if (expanded.Length == 0 || unknown.Length > 0)
        {
            if (unknown.Length > 0) Console.Error.WriteLine($"Unknown workload: {string.Join(", ", unknown)}.");
            Console.Error.WriteLine($"Name one or more of {string.Join(", ", Workloads.Keys)}, or W4 for both of its forms.");
            return 2;
        }
        try
        {
            var data = new PeerData();
            if (expanded.Length > 1) return expanded.Count(name => RunInChild(name) != 0);
            Workloads[expanded[0]](data);
            return 0;
        }
        catch (PeerDataException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static int RunInChild(string name)
    {
        string program = Environment.ProcessPath!;
        // Started as `dotnet Keratin.Benchmarks.dll`, the process is the runtime and wants the program's file first.
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        using Process child = Process.Start(program, [.. host, "peers", name]);
        child.WaitForExit();
        return child.ExitCode;
    }
}
