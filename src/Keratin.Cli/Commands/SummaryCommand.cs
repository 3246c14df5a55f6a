using System.CommandLine;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin summary FILE</c>: the layers of a model, as Keras prints them.</summary>
internal static class SummaryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var file = new Argument<string>("FILE") { Description = "A model: .keras, or a whole model in .h5." };
        var command = new ExplainedCommand("summary", "Prints a model's layers, their shapes and parameters.", "keratin summary model.keras") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, screen));
        return command;
    }

    private static int Run(string file, Screen screen)
    {
        Model.Load(file, compile: false).Summary(screen.Output);
        return ExitCode.Success;
    }
}
