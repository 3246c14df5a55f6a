using System.CommandLine;
using Keratin.Cli.Inspection;
using Keratin.Core;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin summary FILE</c>: the layers of a model, as Keras prints them.</summary>
internal static class SummaryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var file = new Argument<string>("FILE") { Description = "A model: .keras, or a whole model in .h5." };
        Option<bool> json = JsonOption.Create();
        var command = new ExplainedCommand("summary", "Prints a model's layers, their shapes and parameters.", "keratin summary model.keras", "keratin summary model.h5 --json") { file, json };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(json), screen));
        return command;
    }

    private static int Run(string file, bool json, Screen screen)
    {
        ModelFileDescription description = InputFile.Inspect(file);
        Model model = InputFile.Load(description, compile: false);
        if (json) WriteJson(model, description.Layers, screen);
        else model.Summary(screen.Output);
        return ExitCode.Success;
    }

    private static void WriteJson(Model model, IReadOnlyList<LayerDescription> layers, Screen screen) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        DescriptionJson.Write(json, layers);
        json.WriteNumber("parameters", model.ParameterCount);
        json.WriteNumber("trainable_parameters", Count(model.TrainableWeights));
        json.WriteNumber("non_trainable_parameters", Count(model.NonTrainableWeights));
        json.WriteEndObject();
    });

    private static long Count(IReadOnlyList<Variable> weights) => weights.Sum(weight => (long)weight.Shape.Size);
}
