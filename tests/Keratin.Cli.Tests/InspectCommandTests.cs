using System.Text.Json;
using System.Text.RegularExpressions;
using Keratin.Formats;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

public sealed partial class InspectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Help() => Snapshot.Matches("help-inspect", CommandRun.Of("inspect", "--help").Shown());

    [Fact]
    public void A_model_is_a_page()
    {
        Sequential model = SmallModels.Make();
        model.Metadata["author"] = "Ada";
        Snapshot.Matches("inspect-model", Timeless(CommandRun.Of("inspect", model.SaveIn(_folder, "m.keras"))));
    }

    [Fact]
    public void A_model_is_one_document()
    {
        CommandRun run = CommandRun.Of("inspect", SmallModels.Make().SaveIn(_folder, "m.keras"), "--json");
        JsonDocument.Parse(run.Output).Dispose();
        Snapshot.Matches("inspect-model-json", Timeless(run));
    }

    [Fact]
    public void Arrays_and_operators()
    {
        SmallModels.Make().SaveWeights(_folder.Path("m.safetensors"));
        SmallModels.Make().Export(_folder.Path("m.onnx"));
        Snapshot.Matches("inspect-arrays", CommandRun.Of("inspect", _folder.Path("m.safetensors")).Shown(_folder.Root));
        Snapshot.Matches("inspect-onnx", Timeless(CommandRun.Of("inspect", _folder.Path("m.onnx"))));
    }

    [Fact]
    public void What_is_no_file_of_a_known_kind_is_one_sentence()
    {
        File.WriteAllText(_folder.Path("letter.txt"), "Dear reader,");
        Snapshot.Matches("inspect-unknown", CommandRun.Of("inspect", _folder.Path("letter.txt")).Shown(_folder.Root));
    }

    [Fact]
    public void A_file_that_is_not_there_is_answered_with_the_nearest_that_is()
    {
        SmallModels.Make().SaveIn(_folder, "model.keras");
        Snapshot.Matches("inspect-missing", CommandRun.Of("inspect", _folder.Path("modle.keras")).Shown(_folder.Root));
        Snapshot.Matches("inspect-missing-kind", CommandRun.Of("inspect", _folder.Path("model.onnx")).Shown(_folder.Root));
        Snapshot.Matches("inspect-folder", CommandRun.Of("inspect", _folder.Root).Shown(_folder.Root));
    }

    [Fact]
    public void The_summary_is_one_document_too() => Snapshot.Matches("summary-json", CommandRun.Of("summary", SmallModels.Make().SaveIn(_folder, "m.keras"), "--json").Shown(_folder.Root));

    [Fact]
    public void On_a_terminal_colours_are_laid_over_the_same_lines()
    {
        string file = SmallModels.Make().SaveIn(_folder, "m.keras");
        using StringWriter plain = new() { NewLine = "\n" }, painted = new() { NewLine = "\n" };
        CommandLine.Run(["inspect", file], new Screen(plain, TextWriter.Null, isTerminal: false, width: 100));
        CommandLine.Run(["inspect", file], new Screen(painted, TextWriter.Null, isTerminal: true, width: 100));
        Assert.Equal(plain.ToString(), Escape().Replace(painted.ToString(), ""));
    }

    private string Timeless(CommandRun run) => Version().Replace(Date().Replace(run.Shown(_folder.Root), "(date)"), "Keratin (version)");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")]
    private static partial Regex Date();

    [GeneratedRegex(@"Keratin \d+\.\d+\.\d+")]
    private static partial Regex Version();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escape();
}
