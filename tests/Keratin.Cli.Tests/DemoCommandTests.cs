using System.Text.Json;
using System.Text.RegularExpressions;
using Keratin.Cli.Demos;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

public sealed partial class DemoCommandTests : IDisposable
{
    private readonly OfflineMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Help()
    {
        Snapshot.Matches("help-demo", CommandRun.Of("demo", "--help").Shown());
        Snapshot.Matches("help-demo-reuters", CommandRun.Of("demo", "reuters", "--help").Shown());
    }

    [Fact]
    public void Without_the_newswires_a_stand_in_takes_their_place_and_says_so()
    {
        CommandRun run = Run(ReutersDemo.Run, Host());
        Assert.StartsWith("The dataset file reuters.npz was not found", run.Error, StringComparison.Ordinal);
        Assert.Contains("*** NOT THE REUTERS DATA", run.Error, StringComparison.Ordinal);
        Snapshot.Matches("demo-reuters", WithoutFigures(run.Output));
    }

    [Fact]
    public void The_newswires_are_told_as_well_as_in_the_book()
    {
        string folder = ReferenceFiles.Path("datasets");
        CommandRun run = Run(ReutersDemo.Run, Host() with { Variable = name => name == "KERATIN_DATASETS" ? folder : null }, json: true, plot: "curves.svg");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.False(json.RootElement.GetProperty("stand_in").GetBoolean());
        Assert.InRange(json.RootElement.GetProperty("test_accuracy").GetDouble(), 0.765, 0.815);
        Assert.InRange(json.RootElement.GetProperty("chance_accuracy").GetDouble(), 0.18, 0.2);
        Assert.InRange(json.RootElement.GetProperty("narrow_test_accuracy").GetDouble(), 0.5, 0.75);
        Assert.Equal(3, json.RootElement.GetProperty("example").GetProperty("predictions").GetArrayLength());
        Assert.StartsWith("? the great atlantic and pacific tea co said", json.RootElement.GetProperty("example").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("<?xml", File.ReadAllText(_machine.Folder.Path("curves.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void House_prices()
    {
        Snapshot.Matches("demo-boston", WithoutFigures(Run(BostonDemo.Run, Host()).Output));
        using JsonDocument json = JsonDocument.Parse(Run(BostonDemo.Run, Host(), json: true).Output);
        Assert.InRange(json.RootElement.GetProperty("test_mae").GetDouble(), 2, 3.5);
        Assert.Equal(4, json.RootElement.GetProperty("fold_mae").GetArrayLength());
        Assert.Equal(0, _machine.Requests);
    }

    [Fact]
    public void A_stopped_demo_ends() =>
        Assert.Throws<OperationCanceledException>(() => ReutersDemo.Run(new DemoOptions(42, null, true, Host(), new CancellationToken(canceled: true)), new Screen(TextWriter.Null, TextWriter.Null, isTerminal: false)));

    [Fact]
    public void What_makes_no_sense_is_refused_before_anything_is_trained()
    {
        Snapshot.Matches("demo-plot", CommandRun.Of("demo", "boston", "--plot", "curves.pdf").Shown());
        Snapshot.Matches("demo-seed", CommandRun.Of("demo", "boston", "--seed", "-3").Shown());
        Snapshot.Matches("demo-unknown", CommandRun.Of("demo", "imdb").Shown());
    }

    private DatasetHost Host() => _machine.Host(TextWriter.Null);

    private CommandRun Run(Action<DemoOptions, Screen> demo, DatasetHost host, bool json = false, string? plot = null) => CommandRun.Of(screen =>
    {
        demo(new DemoOptions(42, plot is null ? null : _machine.Folder.Path(plot), json, host, CancellationToken.None), screen);
        return ExitCode.Success;
    });

    // The figures are the same on every machine, but another order of a sum anywhere may change them.
    private static string WithoutFigures(string text) =>
        Epochs().Replace(Topic().Replace(Rows().Replace(Figure().Replace(text, match => Digit().Replace(match.Value, "#")), "  (rows)\n"), "(topic)  (probability)"), "# epochs");

    [GeneratedRegex(@"\$[\d,]+|\d+\.\d+(?= ?%)|\d+\.\d+(?=\)\.)|(?<=error )\d+\.\d+|(?<=epoch )\d(?= of)|(?<=about )[\w-]+(?=\.\n\n7)|(?<=number )\d+: \w+(?=\.)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\w")]
    private static partial Regex Digit();

    [GeneratedRegex(@"(?:^ +\d+  .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^\S+ +#+\.# %.*$", RegexOptions.Multiline)]
    private static partial Regex Topic();

    [GeneratedRegex(@"\b(?!500|20|9)\d+ epochs")]
    private static partial Regex Epochs();
}
