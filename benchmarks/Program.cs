using BenchmarkDotNet.Running;
using Keratin.Benchmarks;

const string usage = """
    usage: dotnet run -c Release --project benchmarks -- peers WORKLOAD...     one JSON line per result
           dotnet run -c Release --project benchmarks -- micro [OPTION...]     kernels, by BenchmarkDotNet
    """;

switch (args)
{
    case ["peers", .. var names]:
        return PeerProgram.Run(names);
    case ["micro", .. var options]:
        // Without a filter it would ask, and wait.
        string[] filter = options.Contains("--filter") ? [] : ["--filter", "*"];
        BenchmarkSwitcher.FromAssembly(typeof(ProductBenchmarks).Assembly).Run([.. options, .. filter]);
        return 0;
    default:
        Console.Error.WriteLine(usage);
        return 2;
}
