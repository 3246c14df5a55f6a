using System.Globalization;

namespace Keratin;

/// <summary>The curves of a training run: for the loss and each metric a panel with training and validation.</summary>
internal sealed class TrainingSection : Section
{
    // For reading; the curves have more.
    private const int MostLines = 60;

    private readonly int[] _epochs;
    private readonly Curve[] _curves;
    private readonly int? _best;

    public TrainingSection(History history)
        : base("training", "Training")
    {
        _epochs = [.. history.Epoch.Select(epoch => epoch + 1)];
        _curves =
        [
            .. history.Names.Select(PlainName).Distinct()
                .OrderBy(name => name == "learning_rate").ThenBy(name => name != "loss").ThenBy(name => name, StringComparer.Ordinal)
                .Select(name => new Curve(name, ValuesOf(history, name), ValuesOf(history, "val_" + name))),
        ];
        _best = _curves[0].Validation is { } validation && validation.Any(value => !double.IsNaN(value)) ? history.BestEpoch() : null;
    }

    /// <inheritdoc/>
    public override IEnumerable<Highlight> Highlights
    {
        get
        {
            Curve loss = _curves[0];
            if (_best is { } best)
                yield return new("validation loss", Figures.Short(loss.Validation![best]), $"in epoch {_epochs[best]} of {_epochs[^1]}, the best");
            else if (loss.Training is { } training)
                yield return new("training loss", Figures.Short(training[^1]), $"after {Quantity.Of(_epochs.Length, "epoch")}");
        }
    }

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", Words(), ("class", "lead"));
        var chart = new LineChart(_epochs, _best,
            HasValidation ? [("training", "dots"), ("validation", "line")] : [("training", "line")],
            [.. _curves.Select(curve => (Figures.TitleOf(curve.Name), (IReadOnlyList<double>?[])(HasValidation ? [curve.Training, curve.Validation] : [curve.Training])))]);
        page.Chart("training-curves", "Curves over the epochs", chart.Write, Table(Sample.Of(_epochs.Length, MostLines, _epochs.Length - 1, _best ?? 0)), chart.Note);
    }

    private bool HasValidation => _curves.Any(curve => curve.Validation is not null);

    private HtmlTable Table(int[] lines)
    {
        (string Name, double[] Values)[] columns = [.. _curves.SelectMany(curve => ((string, double[]?)[])[(curve.Name, curve.Training), ("val_" + curve.Name, curve.Validation)]).Where(column => column.Item2 is not null).Select(column => (column.Item1, column.Item2!))];
        string caption = lines.Length < _epochs.Length ? $"{Quantity.Of(lines.Length)} of {Quantity.Of(_epochs.Length)} epochs, evenly chosen, with the best and the last" : "All epochs";
        var table = new HtmlTable(caption, ["epoch", .. columns.Select(column => column.Name)]) { Words = [] };
        Func<double, string>[] formats = [.. columns.Select(column => Figures.Aligned(column.Values))];
        foreach (int line in lines)
        {
            string[] cells = [_epochs[line].ToString(CultureInfo.InvariantCulture), .. columns.Zip(formats, (column, format) => format(column.Values[line]))];
            if (line == _best) table.AddMarked("best", cells);
            else table.Add(cells);
        }
        return table;
    }

    private string Words()
    {
        string epochs = Quantity.Of(_epochs.Length, "epoch");
        if (_best is not { } best) return $"{epochs} without validation data, so nothing says from where on the model learns its rows by heart.";
        string loss = Figures.Short(_curves[0].Validation![best]);
        return best == _epochs.Length - 1 ? $"Of {epochs} the last has the best validation loss, {loss}: more of them may still help."
            : $"Of {epochs} the validation loss was best in epoch {_epochs[best]}, with {loss}; none after it was better.";
    }

    private static double[]? ValuesOf(History history, string name) => history.Contains(name) ? [.. history[name]] : null;

    private static string PlainName(string name) => name.StartsWith("val_", StringComparison.Ordinal) ? name["val_".Length..] : name;

    private sealed record Curve(string Name, double[]? Training, double[]? Validation);
}
