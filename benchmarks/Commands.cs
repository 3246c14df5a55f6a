using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Keratin.Benchmarks;

/// <summary>The program's commands and their options.</summary>
internal static class Commands
{
    /// <summary>What the command line is read by.</summary>
    public static RootCommand Root() => new("Measures Keratin: next to other libraries, against the machine's limits, and kernel by kernel.")
    {
        All(),
        Peers(),
        Plain("ceilings", "The machine's peaks, matrix products and workloads: one line of JSON per result.", CeilingProgram.Run),
        Plain("sweeps", "How the time of a fit grows with rows, features, units, ...: one line of JSON per result.", SweepProgram.Run),
        Micro(),
    };

    private static Command All()
    {
        var peers = new Option<string?>("--peers") { Description = "The folder with the other libraries' programs. Default: shared/peers beside or above the checkout." };
        var build = new Option<string>("--build") { Description = "Where they are built, and where results are kept.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "keratin-benchmarks") };
        var rounds = Positive("--rounds", "How often all libraries take their turns.", 3);
        var repeats = Positive("--repeats", "Of how many fits each turn's median is taken.", 5);
        var only = new Option<string[]>("--only") { Description = $"Parts ({string.Join(", ", Sections.All)}) or workloads ({string.Join(", ", Turn.All.Select(turn => turn.Name))}) to measure.", AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong([.. Sections.All, .. Turn.All.Select(turn => turn.Name)]);
        var output = new Option<string?>("--out") { Description = "The page to write, its pictures in images/ beside it. Default: docs/benchmarks.md; with --only, benchmarks.md in the build folder." };
        var from = new Option<string[]>("--from") { Description = "Writes the page from files of results and measures nothing.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("all", "Measures everything and writes docs/benchmarks.md.") { peers, build, rounds, repeats, only, output, from };
        command.SetAction(parsed => Guard(() => AllProgram.Run(new()
        {
            Peers = parsed.GetValue(peers),
            Build = Path.GetFullPath(parsed.GetValue(build)!),
            Rounds = parsed.GetValue(rounds),
            Repeats = parsed.GetValue(repeats),
            Only = parsed.GetValue(only) ?? [],
            Out = parsed.GetValue(output),
            From = parsed.GetValue(from) ?? [],
        })));
        return command;
    }

    private static Command Peers()
    {
        var names = new Argument<string[]>("workload") { Description = "W1-dense, W2-1ep, ...; none lists them.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("peers", "Workloads on the data in PEER_DATA: one line of JSON per result.") { names };
        command.SetAction(parsed => PeerProgram.Run(parsed.GetValue(names)!));
        return command;
    }

    private static Command Micro()
    {
        var command = new Command("micro", "Kernels, by BenchmarkDotNet; options are passed on to it.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(parsed =>
        {
            // Without a filter it would ask, and wait.
            string[] filter = parsed.UnmatchedTokens.Contains("--filter") ? [] : ["--filter", "*"];
            BenchmarkSwitcher.FromAssembly(typeof(ProductBenchmarks).Assembly).Run([.. parsed.UnmatchedTokens, .. filter]);
            return 0;
        });
        return command;
    }

    private static Command Plain(string name, string description, Func<int> run)
    {
        var command = new Command(name, description);
        command.SetAction(_ => Guard(run));
        return command;
    }

    private static Option<int> Positive(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} must be at least 1.");
        });
        return option;
    }

    private static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (PeerDataException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}
