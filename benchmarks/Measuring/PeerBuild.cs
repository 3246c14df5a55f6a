using System.Diagnostics;

namespace Keratin.Benchmarks;

/// <summary>
/// The other libraries' programs, built by the <c>run.sh</c> in their folder. It builds, then measures; here each
/// measurement is given no time, because <see cref="Rounds"/> runs the programs itself, in turns.
/// </summary>
internal sealed class PeerBuild
{
    private readonly string _folder;

    private PeerBuild(string folder) => _folder = folder;

    /// <summary>The folder that OpenBLAS was unpacked to; null where the system's own serves.</summary>
    public string? Blas => Find("openblas", "libblas.so.3") is { } library ? Path.GetDirectoryName(library) : null;

    /// <summary>A library that TorchSharp needs beside an older C++ runtime; null where it does not.</summary>
    public string? Shim => Existing("shim.so");

    /// <summary>TorchSharp's program; null where it could not be built.</summary>
    public string? TorchSharp => Existing(Path.Combine("torchsharp", "peer_torchsharp.dll"));

    /// <summary>A C++ program; null where it could not be built.</summary>
    public string? Cpp(string name) => Existing(Path.Combine("cpp", name));

    /// <summary>Builds, unless the folder is complete from an earlier run.</summary>
    /// <param name="peers">The folder with <c>run.sh</c>.</param>
    /// <param name="folder">Where to build.</param>
    /// <param name="data">Where the data are, or are generated to.</param>
    /// <param name="narrow">Without AVX-512: the C++ programs only, as the others obey the environment.</param>
    public static PeerBuild Prepare(string peers, string folder, string data, bool narrow)
    {
        string complete = Path.Combine(folder, "complete");
        if (File.Exists(complete)) return new(folder);
        Directory.CreateDirectory(folder);
        Progress.Say($"building the other libraries' programs in {folder}");
        ProcessStartInfo start = ChildProcess.Describe("bash", [Path.Combine(peers, "run.sh"), Path.Combine(folder, "discarded.jsonl"), .. narrow ? (string[])["cpp"] : ["torch", "torchsharp", "cpp"]]);
        start.RedirectStandardError = true;
        start.Environment["PEER_DATA"] = data;
        start.Environment["PEER_BUILD"] = folder;
        start.Environment["PEER_LIMIT"] = "0.01";
        if (narrow) start.Environment["PEER_AVX2"] = "1";
        // Each measurement is reported as failed, being out of time. What is missing is said when it is looked for.
        start.Environment["PEER_REPEATS"] = "1";
        start.Environment.Remove("PEER_SUFFIX");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        while (process.StandardError.ReadLine() is { } line)
            if (!line.Contains("failed (124)", StringComparison.Ordinal) && line.StartsWith("[peers]", StringComparison.Ordinal)) Progress.Say(line);
        process.WaitForExit();
        _ = output.Result;
        if (process.ExitCode == 0) File.WriteAllText(complete, "");
        else Progress.Say($"run.sh ended with {process.ExitCode}; going on with what there is");
        return new(folder);
    }

    private string? Existing(string name) => Path.Combine(_folder, name) is var path && File.Exists(path) ? path : null;

    private string? Find(string below, string name) => Path.Combine(_folder, below) is var root && Directory.Exists(root)
        ? Directory.EnumerateFiles(root, name, SearchOption.AllDirectories).FirstOrDefault()
        : null;
}
