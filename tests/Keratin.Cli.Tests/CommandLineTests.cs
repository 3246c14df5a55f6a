using Keratin.Tests;

namespace Keratin.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Help_lists_the_commands_and_shows_examples()
    {
        Snapshot.Matches("help", CommandRun.Of("--help").Shown());
        foreach (string command in (string[])["summary", "train", "evaluate", "predict", "completion"]) Snapshot.Matches($"help-{command}", CommandRun.Of(command, "--help").Shown());
    }

    [Fact]
    public void Wrong_words_are_answered_in_one_line_with_exit_code_2()
    {
        Snapshot.Matches("wrong-command", CommandRun.Of("sumary", "a.keras").Shown());
        Snapshot.Matches("wrong-option", CommandRun.Of("summary", "a.keras", "--colour").Shown());
        Snapshot.Matches("missing-command", CommandRun.Of().Shown());
        Snapshot.Matches("missing-argument", CommandRun.Of("summary").Shown());
    }

    [Fact]
    public void A_missing_or_damaged_file_is_one_sentence_with_exit_code_2()
    {
        using var folder = new TemporaryFolder();
        Snapshot.Matches("missing-file", CommandRun.Of("summary", folder.Path("a.keras")).Shown(folder.Root));
        File.WriteAllText(folder.Path("b.keras"), "no archive");
        Snapshot.Matches("damaged-file", CommandRun.Of("summary", folder.Path("b.keras")).Shown(folder.Root));
    }

    [Fact]
    public void Summary_prints_what_the_model_prints()
    {
        using var folder = new TemporaryFolder();
        var model = new Sequential([new Input(13), new Dense(64, activation: "relu"), new Dense(1)], seed: 1);
        model.Save(folder.Path("m.keras"));
        CommandRun run = CommandRun.Of("summary", folder.Path("m.keras"));
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        using var expected = new StringWriter { NewLine = "\n" };
        model.Summary(expected);
        Assert.Equal(expected.ToString(), run.Output);
    }
}
