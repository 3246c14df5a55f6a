using System.CommandLine;
using System.Text.Json;
using Keratin.Cli.Comparison;
using Spectre.Console;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin diff LEFT RIGHT</c>: how two models or two files of weights differ.</summary>
internal static class DiffCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var left = new Argument<string>("LEFT") { Description = "A model, .keras or .h5; or arrays, .safetensors or .npz." };
        var right = new Argument<string>("RIGHT") { Description = "Another of the same kind." };
        Option<bool> json = JsonOption.Create();
        var command = new ExplainedCommand("diff", "Tells how two models, or two files of weights, differ (exit code 1) or that they don't (0).",
            "keratin diff before.keras after.keras", "keratin diff a.safetensors b.npz --json", "keratin diff before.keras after.keras && echo equal")
        {
            left, right, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(left)!, parsed.GetValue(right)!, parsed.GetValue(json), screen));
        return command;
    }

    private static int Run(string leftFile, string rightFile, bool json, Screen screen)
    {
        ModelFileDescription left = InputFile.Inspect(leftFile), right = InputFile.Inspect(rightFile);
        FileDifference difference = IsModel(left) && IsModel(right) ? FileDifference.OfModels(left, right)
            : HoldsArrays(left) && HoldsArrays(right) ? FileDifference.OfArrays(left, right)
            : throw new UserError($"{left.Kind} and {right.Kind} cannot be compared: give two models (.keras, .h5), or two files of arrays (.safetensors, .npz).");
        if (json) WriteJson(leftFile, rightFile, difference, screen);
        else Show(leftFile, rightFile, difference, screen);
        return difference.IsEqual ? ExitCode.Success : ExitCode.Different;
    }

    private static bool IsModel(ModelFileDescription file) => file.Format is ModelFileFormat.Keras or ModelFileFormat.KerasHdf5;

    private static bool HoldsArrays(ModelFileDescription file) => file.Format is ModelFileFormat.Safetensors or ModelFileFormat.Npz;

    private static void Show(string left, string right, FileDifference difference, Screen screen)
    {
        if (difference.IsEqual)
        {
            screen.Output.WriteLine($"{left} and {right} are equal: {Quantity.Of(difference.Arrays.Sum(array => (long)array.Left!.Size), "number")} in {Quantity.Of(difference.Arrays.Count, "array")}.");
            return;
        }
        Page.Write(screen, $"{left} and {right} differ.", titled: true);
        if (difference.Layers.Count > 0)
        {
            var layers = new TextTable(3, "", "Layer", "What differs");
            foreach (LayerChange change in difference.Layers) Add(layers, change);
            Section(layers, screen);
        }
        if (difference.Overall.Count > 0)
        {
            var overall = new TextTable(3, "", "Overall", "What differs");
            foreach (SettingChange change in difference.Overall) overall.Add("~", change.Setting, Change(change));
            Section(overall, screen);
        }
        if (difference.Arrays.Count == 0) return;
        var arrays = new TextTable(5, "Weights", "Shape", " Numbers that differ", " Largest", " Mean");
        foreach (ArrayDifference array in difference.Arrays) Add(arrays, array);
        Section(arrays, screen);
    }

    private static void Section(TextTable table, Screen screen)
    {
        screen.Output.WriteLine();
        Page.Write(screen, table);
    }

    private static void Add(TextTable table, LayerChange change)
    {
        LayerView layer = change.Left ?? change.Right!;
        table.Add(change.Left is null ? "+" : change.Right is null ? "-" : "~", $"{layer.Path} ({layer.ClassName})",
            change.Settings.Count > 0 ? string.Join(", ", change.Settings.Select(setting => $"{setting.Setting}: {Change(setting)}")) : SettingText.Settings(layer.Settings));
    }

    private static void Add(TextTable table, ArrayDifference array)
    {
        if (!array.IsCompared) table.Add(array.Name, $"{array.Left?.ToString() ?? "not there"} → {array.Right?.ToString() ?? "not there"}", "", "", "");
        else if (array.IsEqual) table.Add(array.Name, array.Left!.ToString(), "none", "", "");
        else table.Add(array.Name, array.Left!.ToString(), $"{Quantity.Of(array.Differing)} of {Quantity.Of(array.Left.Size)}", Display.Number(array.Largest), Display.Number(array.Mean));
    }

    private static string Change(SettingChange change) => $"{change.Left ?? "not there"} → {change.Right ?? "not there"}";

    private static void WriteJson(string left, string right, FileDifference difference, Screen screen) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("left", left);
        json.WriteString("right", right);
        json.WriteBoolean("equal", difference.IsEqual);
        json.WriteObjects("layers", difference.Layers, change =>
        {
            json.WriteString("left", change.Left?.Path);
            json.WriteString("right", change.Right?.Path);
            json.WriteString("class", (change.Left ?? change.Right!).ClassName);
            Write(json, "settings", change.Settings);
        });
        Write(json, "overall", difference.Overall);
        json.WriteObjects("arrays", difference.Arrays, array =>
        {
            json.WriteString("name", array.Name);
            json.WriteString("left_shape", array.Left?.ToString());
            json.WriteString("right_shape", array.Right?.ToString());
            json.WriteFinite("differing", array.IsCompared ? array.Differing : null);
            json.WriteFinite("largest", array.IsCompared ? array.Largest : null);
            json.WriteFinite("mean", array.IsCompared ? array.Mean : null);
        });
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<SettingChange> changes)
    {
        json.WriteObjects(name, changes, change =>
        {
            json.WriteString("setting", change.Setting);
            json.WriteString("left", change.Left);
            json.WriteString("right", change.Right);
        });
    }
}
