using System.Globalization;

namespace Keratin;

/// <summary>What the model is made of, and how it is trained.</summary>
internal sealed class ModelSection : Section
{
    private const int LongestDiagram = 12;

    private readonly string _words;
    private readonly string _layers;
    private readonly string _inputs;
    private readonly bool _branches;
    private readonly Row[] _rows;
    private readonly (string Name, string Value)[] _training;
    private readonly long _parameters;
    private readonly long _trainable;

    public ModelSection(Model model)
        : base("model", "Model")
    {
        IReadOnlyList<SummaryLine> lines = ModelSummary.LinesOf(model);
        _layers = Quantity.Of(model.Layers.Count, "layer");
        _words = $"“{model.Name}”, {(model is Sequential ? "a Sequential model" : "a model")} of {_layers}";
        _branches = ModelSummary.HasBranches(model);
        _inputs = string.Join(", ", model.InputShapes);
        _rows = [.. lines.Select(line => new Row(line.Layer.Name, line.Layer.ClassName, line.OutputShape, Setting(line.Layer), line.Parameters, line.Sources))];
        _parameters = model.ParameterCount;
        _trainable = model.TrainableWeights.Sum(weight => (long)weight.Shape.Size);
        _training = model.Compilation is { } compilation ? [.. Training(compilation, model.OutputNames)] : [];
    }

    /// <summary>The model in half a sentence.</summary>
    public string Words => _words;

    /// <inheritdoc/>
    public override IEnumerable<Highlight> Highlights => [new("parameters", Quantity.Of(_parameters), $"in {_layers}")];

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        HtmlWriter html = page.Html;
        html.Element("p", $"{_words}, with {Quantity.Of(_parameters, "parameter")}" + (_trainable < _parameters ? $", of which {Quantity.Of(_trainable)} are trained." : "."), ("class", "lead"));
        if (!_branches && _rows.Length <= LongestDiagram) WriteDiagram(html);
        var table = new HtmlTable("The layers, in order", ["layer", "kind", "output", "activation", "parameters", .. _branches ? (string[])["reads"] : []]) { Words = [0, 1, 2, 3, 5] };
        foreach (Row row in _rows) table.Add([row.Name, row.Kind, row.Output, row.Setting, row.Parameters, .. _branches ? (string[])[row.Sources] : []]);
        string[] rest = [.. Enumerable.Repeat("", _branches ? 1 : 0)];
        table.AddMarked("sum", ["all", "", "", "", Quantity.Of(_parameters), .. rest]);
        table.Write(html);
        if (_training.Length > 0) Facts.Write(html, _training);
    }

    // A box per layer, one after the other; the table says the same.
    private void WriteDiagram(HtmlWriter html)
    {
        using HtmlWriter.Scope list = html.Open("ol", ("class", "flow"), ("aria-label", "The layers, from the input to the output"));
        if (_inputs.Length > 0 && _rows[0].Kind != "InputLayer") Box("input", _inputs, "");
        foreach (Row row in _rows) Box(row.Kind, row.Output, row.Setting);

        void Box(string kind, string shape, string setting)
        {
            using HtmlWriter.Scope box = html.Open("li");
            html.Element("strong", kind);
            html.Element("span", shape);
            if (setting.Length > 0) html.Element("span", setting, ("class", "setting"));
        }
    }

    private static IEnumerable<(string Name, string Value)> Training(Compilation compilation, IReadOnlyList<string> outputs)
    {
        yield return ("optimizer", compilation.Optimizer.Name);
        foreach ((string, string) setting in Settings(compilation.Optimizer.GetConfig())) yield return setting;
        foreach ((OutputGoal goal, string output) in compilation.Goals.Zip(outputs))
        {
            string owner = outputs.Count > 1 ? $" of {output}" : "";
            yield return ("loss" + owner, goal.Loss.Name + (goal.Weight == 1 ? "" : $", times {Figures.Short(goal.Weight)}"));
            if (goal.Metrics.Count + goal.WeightedMetrics.Count > 0) yield return ("metrics" + owner, string.Join(", ", goal.Metrics.Concat(goal.WeightedMetrics)));
        }
    }

    // What is switched off, or says only how a moving average would go, is left out.
    private static IEnumerable<(string Name, string Value)> Settings(Config config)
    {
        bool averages = config.Values.Any(setting => setting is { Key: "use_ema", Value: true });
        return from setting in config.Values
               where setting.Value is not (null or false) && setting.Key != "name" && (averages || !setting.Key.StartsWith("ema_", StringComparison.Ordinal))
               select (setting.Key.Replace('_', ' '), setting.Value switch
               {
                   true => "yes",
                   double number => Figures.Short(number),
                   Config schedule => schedule.GetOptionalString("class_name") ?? "",
                   var other => string.Create(CultureInfo.InvariantCulture, $"{other}"),
               });
    }

    // The activation, which decides most, or the rate of what is dropped.
    private static string Setting(Layer layer)
    {
        foreach ((string name, object? value) in layer.GetConfig().Values)
            if (name == "activation" && value is string activation) return activation == "linear" ? "" : activation;
            else if (name == "rate" && value is double rate) return $"rate {Figures.Short(rate)}";
        return "";
    }

    private sealed record Row(string Name, string Kind, string Output, string Setting, string Parameters, string Sources);
}
