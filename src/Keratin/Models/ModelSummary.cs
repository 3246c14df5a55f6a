using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>The table that Keras prints of a model.</summary>
internal static class ModelSummary
{
    // Keras's widths for 76 columns: edges at 45 %, 80 % and 100 %; with connections at 30 %, 56 %, 74 % and 100 %.
    private static readonly int[] Widths = [33, 24, 15];
    private static readonly int[] WidthsWithConnections = [21, 19, 12, 19];
    private static readonly string[] Header = ["Layer (type)", "Output Shape", "Param #", "Connected to"];
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static void Write(Model model, TextWriter writer)
    {
        writer.WriteLine($"Model: \"{model.Name}\"");
        string[][] rows = [.. LinesOf(model).Select(line => (string[])[line.Name, line.OutputShape, line.Parameters, line.Sources])];
        int[] widths = HasBranches(model) ? WidthsWithConnections : Widths;
        writer.WriteLine(Rule(widths, '┏', '━', '┳', '┓'));
        writer.WriteLine(Row(widths, '┃', Header));
        writer.WriteLine(Rule(widths, '┡', '━', '╇', '┩'));
        for (int i = 0; i < rows.Length; i++)
        {
            if (i > 0) writer.WriteLine(Rule(widths, '├', '─', '┼', '┤'));
            IReadOnlyList<string>[] cells = [.. widths.Select((width, column) => Wrap(rows[i][column], width - 2))];
            for (int line = 0; line < cells.Max(cell => cell.Count); line++)
                writer.WriteLine(Row(widths, '│', [.. cells.Select(cell => line < cell.Count ? cell[line] : "")]));
        }
        writer.WriteLine(Rule(widths, '└', '─', '┴', '┘'));

        long all = model.ParameterCount, trainable = model.TrainableWeights.Sum(weight => (long)weight.Shape.Size);
        IReadOnlyList<Variable> slots = model.Optimizer?.Slots ?? [];
        // Keras counts the iteration and the learning rate as well, once the optimizer has been used.
        long optimizer = slots.Count == 0 && model.Optimizer?.Iteration.Counter is null or 0 ? 0 : slots.Sum(slot => (long)slot.Shape.Size) + 2;
        Line(writer, "Total", all + optimizer);
        Line(writer, "Trainable", trainable);
        Line(writer, "Non-trainable", all - trainable);
        if (optimizer > 0) Line(writer, "Optimizer", optimizer);
    }

    /// <summary>Whether the layers do more than follow each other, so that it has to be said which reads which.</summary>
    public static bool HasBranches(Model model) => model.Topology is LayerGraph { IsOneRow: false };

    /// <summary>What the table says of each layer.</summary>
    public static IReadOnlyList<SummaryLine> LinesOf(Model model) => model.Topology is LayerGraph graph ? LinesOf(graph)
        : [.. model.Layers.Zip(OutputShapes(model), (layer, shape) => new SummaryLine(layer, shape, Parameters(layer), ""))];

    // Each layer once, as its last call has it, with the values of all its calls; inputs are listed too.
    private static SummaryLine[] LinesOf(LayerGraph graph) =>
    [
        .. from layer in graph.Operations
           let calls = graph.CallsOf(layer).ToArray()
           let shapes = string.Join(", ", calls[^1].Outputs)
           let sources = string.Join(", ", calls.SelectMany(call => call.Inputs).Select(graph.SourceOf).Select(source => string.Create(CultureInfo.InvariantCulture, $"{source.Layer.Name}[{source.Call}][{source.Output}]")))
           select new SummaryLine(layer, calls[^1].Outputs.Count > 1 ? $"[{shapes}]" : shapes, layer is Input ? "0" : Parameters(layer), sources.Length > 0 ? sources : "-"),
    ];

    private static string Parameters(Layer layer) => layer.Built ? Quantity.Of(layer.ParameterCount) : "0 (unbuilt)";

    /// <summary>The shape of each layer's output, of a model that is one row of layers; ? where it is not built.</summary>
    public static IReadOnlyList<string> OutputShapes(Model model)
    {
        if (!model.Built) return [.. model.Layers.Select(_ => "?")];
        var x = new Node(new Placeholder("x", model.InputShape!));
        var counter = new Variable("iteration", Shape.Scalar, ElementType.Int64);
        return [.. model.Trace([x], training: false, counter).LayerOutputs.Select(layer => layer.Output.Shape.ToString())];
    }

    private static void Line(TextWriter writer, string name, long count) =>
        writer.WriteLine($" {name} params: {Quantity.Of(count)} ({SizeText(count * sizeof(float))})");

    private static string Rule(int[] widths, char left, char line, char cross, char right) =>
        left + string.Join(cross, widths.Select(width => new string(line, width))) + right;

    // Numbers of parameters stand at the right.
    private static string Row(int[] widths, char edge, string[] cells) =>
        edge + string.Concat(widths.Select((width, column) => column == 2 ? $"{cells[column].PadLeft(width - 1)} {edge}" : $" {Cell(cells[column], width)}{edge}"));

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

    /// <summary>A number of bytes in the unit that suits it.</summary>
    public static string SizeText(long bytes)
    {
        double size = bytes;
        int unit = 0;
        for (; size >= 1024 && unit < Units.Length - 1; unit++) size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:F2} {Units[unit]}");
    }
}
