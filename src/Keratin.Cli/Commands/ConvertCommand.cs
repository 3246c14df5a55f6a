using System.CommandLine;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin convert SOURCE TARGET</c>: a model in another format.</summary>
internal static class ConvertCommand
{
    private static readonly string[] Ends = [FileEnd.Model, FileEnd.KerasWeights, FileEnd.Onnx, FileEnd.Safetensors, FileEnd.NumPy];

    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var source = new Argument<string>("SOURCE") { Description = "A model: .keras, or a whole model in .h5." };
        var target = new Argument<string>("TARGET") { Description = $"The file to write. Its end decides the format: {string.Join(", ", Ends)}." };
        var force = new Option<bool>("--force") { Description = "Replaces the target if it is there." };
        var fromTable = new Option<bool>("--from-table") { Description = "Lets an .onnx file take the columns of the model's table as they are, instead of encoded rows." };
        Option<bool> json = JsonOption.Create();
        var command = new ExplainedCommand("convert", "Writes a model in another format.",
            "keratin convert model.keras model.onnx", "keratin convert old.h5 model.keras", "keratin convert model.keras weights.safetensors --force")
        {
            source, target, force, fromTable, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(source)!, parsed.GetValue(target)!, parsed.GetValue(force), parsed.GetValue(fromTable), parsed.GetValue(json), screen));
        return command;
    }

    private static int Run(string source, string target, bool force, bool fromTable, bool json, Screen screen)
    {
        string end = Array.Find(Ends, known => FileEnd.Is(target, known))
            ?? throw new UserError($"'{target}' does not say what to write: end it in one of {string.Join(", ", Ends)}.");
        if (fromTable && end != FileEnd.Onnx) throw new UserError($"--from-table is for .onnx files, but the target is '{target}': leave it out, or end the target in .onnx.");
        if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder)) throw new UserError($"There is no folder '{folder}': make it first.");
        if (File.Exists(target) && !force) throw new UserError($"{target} is there already: give another name, or --force to replace it.");
        ModelFileDescription description = InputFile.Inspect(source);
        // How it was compiled is asked for only where it is written: it may be of classes that are not known here.
        Model model = InputFile.Load(description, compile: end is FileEnd.Model or FileEnd.KerasWeights);
        if (fromTable && model.FeatureSpace is null) throw new UserError($"{source} holds no FeatureSpace that would say what becomes of a table's columns: leave --from-table out.");
        if (end == FileEnd.Model) model.Save(target);
        else if (end == FileEnd.Onnx) model.Export(target, fromTable);
        else model.SaveWeights(target);
        Report(source, Model.Inspect(target), LeftBehind(description, end), json, screen);
        return ExitCode.Success;
    }

    private static string? LeftBehind(ModelFileDescription source, string end) => end switch
    {
        FileEnd.Model => source.Format == ModelFileFormat.KerasHdf5 && source.OptimizerArrays.Count > 0 ? "what the optimizer has kept, which is not read from .h5 files" : null,
        FileEnd.KerasWeights => "all but the weights and what the optimizer has kept",
        FileEnd.Onnx => "what only training needs, such as the optimizer and the loss",
        _ => "all but the weights",
    };

    private static void Report(string source, ModelFileDescription written, string? leftBehind, bool json, Screen screen)
    {
        if (!json)
        {
            screen.Output.WriteLine($"{written.Path} is written: {written.Kind}, {Quantity.Of(written.ParameterCount, "parameter")}, {Quantity.Of(written.Size, "byte")}.");
            if (leftBehind is not null) screen.Output.WriteLine($"Left behind: {leftBehind}.");
            return;
        }
        screen.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("source", source);
            writer.WriteString("target", written.Path);
            writer.WriteString("kind", written.Kind);
            writer.WriteNumber("parameters", written.ParameterCount);
            writer.WriteNumber("bytes", written.Size);
            writer.WriteEndObject();
        });
    }
}
