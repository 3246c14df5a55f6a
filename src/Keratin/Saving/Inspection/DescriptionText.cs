using System.Globalization;
using System.Text;

namespace Keratin;

/// <summary>The page that a <see cref="ModelFileDescription"/> prints as.</summary>
internal static class DescriptionText
{
    /// <summary>Writes it.</summary>
    public static string Write(ModelFileDescription file)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{TextTable.Plain(Path.GetFileName(file.Path))}: {file.Kind}, {(file.Size < 1024 ? Quantity.Of(file.Size, "byte") : ModelSummary.SizeText(file.Size))}\n");
        Section(text, Facts(file));
        if (file.Layers.Count > 0) Section(text, LayerTable(file.Layers));
        else if (file.Arrays.Count > 0) Section(text, ArrayTable(file.Arrays));
        if (file.Operators.Count > 0) Section(text, OperatorTable(file.Operators));
        if (file.Metadata.Count > 0)
        {
            var metadata = new TextTable(2, "Metadata", "");
            foreach ((string name, string value) in file.Metadata) metadata.Add(name, value);
            Section(text, metadata);
        }
        if (file.UnknownClasses.Count > 0)
        {
            var note = new TextTable(1);
            note.Add($"* Not known here, so that Model.Load refuses the file: {string.Join(", ", file.UnknownClasses)}.");
            Section(text, note);
        }
        return text.ToString();
    }

    private static void Section(StringBuilder text, TextTable table)
    {
        int before = text.Append('\n').Length;
        table.Write(text);
        if (text.Length == before) text.Length--;
    }

    private static TextTable Facts(ModelFileDescription file)
    {
        var facts = new TextTable(2);
        Add("Saved", file.Saved?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Add("Keras", file.KerasVersion);
        Add("Made by", file.Producer);
        Add("Operators", file.Opset is { } opset ? string.Create(CultureInfo.InvariantCulture, $"{Quantity.Of(file.Operators.Values.Sum(), "node")}, opset {opset}") : null);
        Add("Model", file.ModelName is null && file.ModelClass is null ? null : file.ModelClass is null ? file.ModelName : $"{file.ModelName} ({file.ModelClass})");
        foreach (ValueDescription input in file.Inputs) Add(input == file.Inputs[0] ? "Input" : "", Value(input));
        foreach (ValueDescription output in file.Outputs) Add(output == file.Outputs[0] ? "Output" : "", Value(output));
        Add(file.ModelClass is null && file.Opset is null ? "Arrays" : "Weights", file.Arrays.Count == 0 ? "none" : $"{Quantity.Of(file.ParameterCount, "number")} in {Quantity.Of(file.Arrays.Count, "array")}, {string.Join(", ", file.Arrays.Select(array => array.Type).Distinct())}");
        if (file.Training is { } training)
        {
            Add("Optimizer", training.Optimizer + (training.Schedule is { } schedule ? $", learning rate by {schedule}"
                : training.LearningRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $", learning rate {(float)rate}") : ""));
            Add("Loss", string.Join(", ", training.Losses));
            if (training.Metrics.Count > 0) Add("Metrics", string.Join(", ", training.Metrics));
        }
        if (file.OptimizerArrays.Count > 0 || file.OptimizerSteps is not null)
            Add("Kept", $"{Quantity.Of(file.OptimizerArrays.Sum(array => (long)array.Shape.Size), "number")} of the optimizer in {Quantity.Of(file.OptimizerArrays.Count, "array")}"
                + (file.OptimizerSteps is { } steps ? $", after {Quantity.Of(steps, "step")}" : ""));
        Add("Seed", file.Seed?.ToString(CultureInfo.InvariantCulture));
        if (file.Columns.Count > 0) Add("Columns", string.Join(", ", file.Columns.Select(column => $"{column.Key} ({column.Value})")));
        return facts;

        void Add(string name, string? value)
        {
            if (value is not null) facts.Add(name, value);
        }
    }

    private static TextTable LayerTable(IReadOnlyList<LayerDescription> layers)
    {
        var table = new TextTable(5, "Layer", "Class", "Output shape", " Parameters", "Weights");
        Add(layers, "");
        return table;

        void Add(IReadOnlyList<LayerDescription> rows, string indent)
        {
            foreach (LayerDescription layer in rows)
            {
                table.Add(indent + layer.Name, layer.IsKnown ? layer.ClassName : $"{layer.ClassName} *", layer.OutputShape ?? "?", layer.ParameterCount is { } count ? Quantity.Of(count) : "?",
                    layer.Layers.Count > 0 ? "" : string.Join(", ", layer.Weights.Select(weight => weight.Type == "float32" ? Shape(weight) : $"{weight.Type} {Shape(weight)}")));
                Add(layer.Layers, indent + "  ");
            }
        }
    }

    private static TextTable ArrayTable(IReadOnlyList<ArrayDescription> arrays)
    {
        var table = new TextTable(4, "Array", "Type", "Shape", " Numbers");
        foreach (ArrayDescription array in arrays) table.Add(array.Name, array.Type, array.Shape.ToString(), Quantity.Of(array.Shape.Size));
        return table;
    }

    private static TextTable OperatorTable(IReadOnlyDictionary<string, int> operators)
    {
        var table = new TextTable(2, "Operator", " Nodes");
        foreach ((string name, int count) in operators.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)) table.Add(name, Quantity.Of(count));
        return table;
    }

    private static string Value(ValueDescription value) => string.Join(" ", ((string?[])[value.Name, value.Type, value.Shape]).Where(part => part is not null));

    // As one word: a shape is not to be broken between two lines.
    private static string Shape(ArrayDescription array) => array.Shape.ToString().Replace(", ", "×", StringComparison.Ordinal).Trim('(', ')').TrimEnd(',') is var sizes && sizes.Length > 0 ? sizes : "1";
}
