using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>The table that Keras prints of a model.</summary>
internal static class ModelSummary
{
    // Keras's widths for 76 columns: edges at 45 %, 80 % and 100 %.
    private static readonly int[] Widths = [33, 24, 15];
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static void Write(Model model, TextWriter writer)
    {
        writer.WriteLine($"Model: \"{model.Name}\"");
        writer.WriteLine(Rule('┏', '━', '┳', '┓'));
        writer.WriteLine(Row('┃', "Layer (type)", "Output Shape", "Param #"));
        writer.WriteLine(Rule('┡', '━', '╇', '┩'));
        IReadOnlyList<string> shapes = OutputShapes(model);
        for (int i = 0; i < model.Layers.Count; i++)
        {
            if (i > 0) writer.WriteLine(Rule('├', '─', '┼', '┤'));
            Layer layer = model.Layers[i];
            string parameters = layer.Built ? Count(layer.ParameterCount) : "0 (unbuilt)";
            IReadOnlyList<string> lines = Wrap($"{layer.Name} ({layer.GetType().Name})", Widths[0] - 2);
            for (int line = 0; line < lines.Count; line++)
                writer.WriteLine(line == 0 ? Row('│', lines[0], shapes[i], parameters) : Row('│', lines[line], "", ""));
        }
        writer.WriteLine(Rule('└', '─', '┴', '┘'));

        long all = model.ParameterCount, trainable = model.TrainableWeights.Sum(weight => (long)weight.Shape.Size);
        IReadOnlyList<Variable> slots = model.Optimizer?.Slots ?? [];
        // Keras counts the iteration and the learning rate as well, once the optimizer has been used.
        long optimizer = slots.Count == 0 && model.Optimizer?.Iteration.Counter is null or 0 ? 0 : slots.Sum(slot => (long)slot.Shape.Size) + 2;
        Line(writer, "Total", all + optimizer);
        Line(writer, "Trainable", trainable);
        Line(writer, "Non-trainable", all - trainable);
        if (optimizer > 0) Line(writer, "Optimizer", optimizer);
    }

    private static IReadOnlyList<string> OutputShapes(Model model)
    {
        if (!model.Built) return [.. model.Layers.Select(_ => "?")];
        var x = new Node(new Placeholder("x", model.InputShape!));
        var counter = new Variable("iteration", Shape.Scalar, ElementType.Int64);
        return [.. model.Trace(x, training: false, counter).LayerOutputs.Select(layer => layer.Output.Shape.ToString())];
    }

    private static void Line(TextWriter writer, string name, long count) =>
        writer.WriteLine($" {name} params: {Count(count)} ({Size(count * sizeof(float))})");

    private static string Rule(char left, char line, char cross, char right) =>
        left + string.Join(cross, Widths.Select(width => new string(line, width))) + right;

    private static string Row(char edge, string layer, string shape, string parameters) =>
        $"{edge} {Cell(layer, Widths[0])}{edge} {Cell(shape, Widths[1])}{edge}{parameters.PadLeft(Widths[2] - 1)} {edge}";

    // Between words, as many on a line as fit.
    private static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' '))
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width) lines[^1] += " " + word;
            else lines.Add(word);
        return lines;
    }

    private static string Cell(string text, int width) => (text.Length > width - 2 ? text[..(width - 3)] + "…" : text).PadRight(width - 1);

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes)
    {
        double size = bytes;
        int unit = 0;
        for (; size >= 1024 && unit < Units.Length - 1; unit++) size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:F2} {Units[unit]}");
    }
}
