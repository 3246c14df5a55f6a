using System.Diagnostics;
using System.Globalization;

namespace Keratin.Benchmarks;

/// <summary>Who takes part, and how each is started.</summary>
/// <param name="peers">The folder with the others' programs; null where there is none.</param>
/// <param name="build">What was built of them; null where there is no folder.</param>
/// <param name="cpp">What was built of the C++ programs, for the processor's whole width or for half of it.</param>
/// <param name="data">The folder with the data.</param>
/// <param name="settings">Threads and repetitions.</param>
/// <param name="narrow">Whether all do without AVX-512.</param>
internal sealed class Contenders(string? peers, PeerBuild? build, PeerBuild? cpp, string data, MeasuringSettings settings, bool narrow)
{
    private static readonly string Python =
        Environment.GetEnvironmentVariable("PEER_PYTHON") is { Length: > 0 } chosen ? chosen : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Those that are there. Whoever is not is named, in one line.</summary>
    public IReadOnlyList<Contender> Find()
    {
        List<Contender> found = [new(Library.Keratin, Keratin)];
        if (peers is null || build is null || cpp is null)
        {
            Progress.Say("no folder shared/peers: Keratin is measured alone (--peers FOLDER names it)");
            return found;
        }
        Add(found, Library.PyTorch, ChildProcess.Run(ChildProcess.Describe(Python, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('torch') is None)")).Succeeded, PyTorch);
        Add(found, Library.TorchSharp, build.TorchSharp is not null, TorchSharp);
        foreach (Library library in (Library[])[Library.Eigen, Library.EigenOpenBlas, Library.LibTorch])
            Add(found, library, cpp.Cpp(library.Key) is not null, turn => Cpp(cpp.Cpp(library.Key)!, turn));
        return found;
    }

    /// <summary>The book's Reuters program on the real data as whole processes; null where something for it is missing.</summary>
    public WholeProcess? Whole(string sample)
    {
        string? reuters = peers is null ? null : Path.Combine(peers, "..", "datasets", "reuters.npz");
        if (reuters is null || !File.Exists(reuters)) return null;
        ProcessStartInfo ours = Prepared(ChildProcess.Describe(sample));
        ours.Environment["KERATIN_DATASETS"] = Path.GetDirectoryName(reuters);
        ProcessStartInfo theirs = Prepared(ChildProcess.Describe(Python, "-B", Path.Combine(peers!, "reuters_whole.py"), reuters));
        return new([(Library.Keratin, ours), (Library.PyTorch, theirs)], settings.Repeats);
    }

    private static void Add(List<Contender> found, Library library, bool isThere, Func<Turn, IEnumerable<ProcessStartInfo>> starts)
    {
        if (isThere) found.Add(new(library, starts));
        else Progress.Say($"{library.Title} is not measured: its program is not installed or could not be built");
    }

    private IEnumerable<ProcessStartInfo> Keratin(Turn turn) => turn.Ours.Select(workload => Prepared(ChildProcess.DescribeOwn("peers", workload)));

    private IEnumerable<ProcessStartInfo> PyTorch(Turn turn)
    {
        string program = Path.Combine(peers!, "peer_torch.py");
        yield return Prepared(ChildProcess.Describe(Python, "-B", program, turn.Name));
        // Its best counts: the fused updates, and a single thread where the work is too small for two.
        if (turn.Name == "W1-sparse") yield return Prepared(ChildProcess.Describe(Python, "-B", program, "W1-sparse-foreach"));
        if (turn.Name == "W2-20ep") yield return Prepared(ChildProcess.Describe(Python, "-B", program, turn.Name), threads: 1);
    }

    private IEnumerable<ProcessStartInfo> TorchSharp(Turn turn)
    {
        ProcessStartInfo start = Prepared(ChildProcess.Describe("dotnet", build!.TorchSharp!, turn.Name));
        // It brings its own libraries.
        start.Environment.Remove("LD_LIBRARY_PATH");
        if (build.Shim is { } shim) start.Environment["LD_PRELOAD"] = shim;
        yield return start;
    }

    private IEnumerable<ProcessStartInfo> Cpp(string program, Turn turn)
    {
        // A batch of one row is no faster on two threads.
        yield return Prepared(ChildProcess.Describe(program, turn.Name), turn.Name.StartsWith("W2", StringComparison.Ordinal) ? 1 : settings.Threads);
    }

    private ProcessStartInfo Prepared(ProcessStartInfo start, int? threads = null)
    {
        string count = (threads ?? settings.Threads).ToString(CultureInfo.InvariantCulture);
        IDictionary<string, string?> environment = start.Environment;
        environment["PEER_DATA"] = data;
        environment["PEER_REPEATS"] = settings.Repeats.ToString(CultureInfo.InvariantCulture);
        foreach (string name in (string[])["PEER_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]) environment[name] = count;
        if (build?.Blas is { } blas) environment["LD_LIBRARY_PATH"] = blas;
        if (!narrow) return start;
        environment["DOTNET_EnableAVX512"] = "0";
        environment["OPENBLAS_CORETYPE"] = "Haswell";
        environment["ATEN_CPU_CAPABILITY"] = "avx2";
        environment["MKL_ENABLE_INSTRUCTIONS"] = environment["DNNL_MAX_CPU_ISA"] = "AVX2";
        return start;
    }
}
