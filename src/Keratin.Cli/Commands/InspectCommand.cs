using System.CommandLine;
using Keratin.Cli.Inspection;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin inspect FILE</c>: what is in a file, without loading it.</summary>
internal static class InspectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var file = new Argument<string>("FILE") { Description = "A .keras, .h5, .weights.h5, .safetensors, .npz, .npy or .onnx file; its content decides, not its name." };
        Option<bool> json = JsonOption.Create();
        var command = new ExplainedCommand("inspect", "Tells what is in a file, without loading it.",
            "keratin inspect model.keras", "keratin inspect colleague.onnx", "keratin inspect weights.safetensors --json")
        {
            file, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(json), screen));
        return command;
    }

    private static int Run(string file, bool json, Screen screen)
    {
        ModelFileDescription description = InputFile.Inspect(file);
        if (json) screen.WriteJson(writer => DescriptionJson.Write(writer, description));
        else Page.Write(screen, description.ToString(), titled: true);
        return ExitCode.Success;
    }
}
