using System.Globalization;

namespace Keratin;

/// <summary>How well each label is told, of rows that may have any number of them.</summary>
internal sealed class LabelsSection : EvaluationSection
{
    private static readonly string[] Sides = ["without", "with"];

    private readonly string[] _names;
    private readonly ConfusionMatrix[] _labels;
    private readonly int _rows;
    private readonly int _exact;

    /// <summary>Counts label by label.</summary>
    /// <param name="scores">The model's scores.</param>
    /// <param name="y">A column per label, of ones and zeros.</param>
    /// <param name="predictions">A probability for each.</param>
    /// <param name="names">What the labels are called; null for numbers.</param>
    public LabelsSection(Evaluation scores, NDArray y, NDArray predictions, IReadOnlyList<string>? names)
        : base(scores, y.Length)
    {
        _rows = y.Length;
        int count = y.Shape[1];
        float[] truths = y.ToArray(), said = Array.ConvertAll(predictions.ToArray(), share => share > 0.5f ? 1f : 0);
        _names = [.. names ?? Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        _labels = [.. Enumerable.Range(0, count).Select(label => new ConfusionMatrix(Column(truths, label), Column(said, label), Sides))];
        _exact = Enumerable.Range(0, _rows).Count(row => truths.AsSpan(row * count, count).SequenceEqual(said.AsSpan(row * count, count)));

        NDArray Column(float[] values, int label) => Enumerable.Range(0, _rows).Select(row => values[row * count + label]).ToArray();
    }

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", $"{Figures.Percent((double)_exact / _rows)} of {Quantity.Of(_rows, "row")} were given exactly the labels that they have. A label is given where its probability is above one half.", ("class", "lead"));
        Facts.Write(page.Html, Scores);
        page.Html.Element("h3", "Label by label");
        var table = new HtmlTable("Each label by itself", "label", "rows", "rows given it", "precision", "recall", "F1") { Sorts = true };
        foreach ((string name, ConfusionMatrix label) in _names.Zip(_labels))
            table.Add([name, Quantity.Of(label.Support[1]), Quantity.Of(label[0, 1] + label[1, 1]), .. Shares(label.Precision[1], label.Recall[1])]);
        table.Write(page.Html);
    }
}
