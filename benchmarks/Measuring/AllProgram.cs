using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace Keratin.Benchmarks;

/// <summary>The complete run: prepare, measure part by part, write the page.</summary>
internal static class AllProgram
{
    public static int Run(AllOptions options)
    {
        string page = Path.GetFullPath(options.Out ?? (options.Only.Count == 0 ? Path.Combine(Folders.Repository, "docs", "benchmarks.md") : Path.Combine(options.Build, "benchmarks.md")));
        if (options.From.FirstOrDefault(file => !File.Exists(file)) is { } missing) throw new PeerDataException($"There is no file of results {missing}.");
        IReadOnlyList<string> files = options.From.Count > 0 ? options.From : [Measure(options)];
        Page.Write(page, new Results(ResultFile.Read(files)));
        Progress.Say($"results in {string.Join(", ", files)}, page in {page}");
        return 0;
    }

    private static string Measure(AllOptions options)
    {
        Directory.CreateDirectory(options.Build);
        var results = new ResultFile(Path.Combine(options.Build, string.Create(CultureInfo.InvariantCulture, $"results-{DateTime.UtcNow:yyyyMMdd-HHmmss}.jsonl")));
        var settings = new MeasuringSettings(options.Rounds, options.Repeats, PeerSettings.Threads);
        foreach (Measurement line in MachineDescription.Lines(settings)) results.Append(line);

        string? peers = options.Peers ?? Folders.Peers;
        if (peers is not null && !File.Exists(Path.Combine(peers, "run.sh"))) throw new PeerDataException($"The folder {peers} has no run.sh: --peers names the folder with the other libraries' programs.");
        string data = Environment.GetEnvironmentVariable("PEER_DATA") is { Length: > 0 } folder ? folder : Path.Combine(options.Build, "data");
        PeerBuild? build = peers is null ? null : PeerBuild.Prepare(peers, options.Build, data, narrow: false);
        bool narrow = options.Wants(Sections.Narrow) && Vector512.IsHardwareAccelerated;
        if (options.Wants(Sections.Narrow) && !narrow) Progress.Say("this machine has no AVX-512: there is no second comparison without it");
        PeerBuild? narrowBuild = narrow && peers is not null ? PeerBuild.Prepare(peers, Path.Combine(options.Build, Sections.Narrow), data, narrow: true) : null;
        StandInData.Write(data);
        string? sample = options.Turns.Contains(Turn.Whole) && (narrow || options.Wants(Sections.Peers)) ? BuildSample(options.Build) : null;

        if (options.Wants(Sections.Peers)) Compare(Sections.Peers, new Contenders(peers, build, build, data, settings, narrow: false));
        if (narrow) Compare(Sections.Narrow, new Contenders(peers, build, narrowBuild, data, settings, narrow: true));
        if (options.Wants(Sections.Ceilings)) Own("ceilings", data, build, results);
        if (options.Wants(Sections.Sweeps)) Own("sweeps", data, build, results);
        return results.Path;

        void Compare(string section, Contenders contenders) =>
            new Rounds(contenders.Find(), sample is null ? null : contenders.Whole(sample), section, settings, results).Run(options.Turns);
    }

    // In a process of its own, whose memory and threads nothing before has touched.
    private static void Own(string command, string data, PeerBuild? build, ResultFile results)
    {
        Progress.Say(command);
        ProcessStartInfo start = ChildProcess.DescribeOwn(command);
        start.Environment["PEER_DATA"] = data;
        if (build?.Blas is { } blas) start.Environment["LD_LIBRARY_PATH"] = blas;
        ChildProcess.Run(start, (line, _) =>
        {
            if (line.StartsWith('{')) results.Append(Measurement.FromJson(line));
        });
    }

    private static string? BuildSample(string build)
    {
        string folder = Path.Combine(build, "sample"), sample = Path.Combine(folder, "reuters");
        Progress.Say("building samples/reuters.cs");
        (bool succeeded, string output) = ChildProcess.Run(ChildProcess.Describe("dotnet", "build", Path.Combine(Folders.Repository, "samples", "reuters.cs"), "-c", "Release", "-o", folder, "-v", "q", "-nologo"));
        if (!succeeded) Progress.Say(output);
        return succeeded && File.Exists(sample) ? sample : null;
    }
}
