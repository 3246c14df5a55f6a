using System.Globalization;

namespace Keratin;

/// <summary>Which class was taken for which.</summary>
internal sealed class ConfusionSection(Evaluation scores, ConfusionMatrix matrix) : EvaluationSection(scores, (int)matrix.Rows)
{
    // More do not fit on any screen.
    private const int MostShown = 50;

    // Beyond this there is no room for numbers: colours show them, and what is pointed at is told in words.
    private const int MostWithNumbers = 16;
    private const int Shades = 9;

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        HtmlWriter html = page.Html;
        IReadOnlyList<int> support = matrix.Support;
        int largest = support.Index().MaxBy(one => one.Item).Index;
        html.Element("p", $"{Figures.Percent(matrix.Accuracy)} of {Quantity.Of(matrix.Rows, "row")} were taken for what they are; always saying “{matrix.ClassNames[largest]}” would be right for {Figures.Percent((double)support[largest] / matrix.Rows)}.", ("class", "lead"));
        Facts.Write(html, Scores);
        html.Element("h3", "Which class was taken for which");
        ConfusionMatrix shown = Reduced(support);
        html.Element("p", "A line for each true class, a column for what the model said. Blue is right, orange is not; the stronger the colour, the larger the share of the line."
            + (shown.Classes < matrix.Classes ? $" The {MostShown - 1} most frequent of {Quantity.Of(matrix.Classes)} classes stand alone, the others together." : ""), ("class", "note"));
        WriteMatrix(html, shown);
        html.Element("h3", "Class by class");
        ClassTable(support).Write(html);
    }

    private static void WriteMatrix(HtmlWriter html, ConfusionMatrix shown)
    {
        using HtmlWriter.Scope frame = html.Open("div", ("class", "scroll"), ("role", "region"), ("aria-label", "Confusion matrix"), ("tabindex", "0"));
        using HtmlWriter.Scope table = html.Open("table", ("class", shown.Classes > MostWithNumbers ? "matrix large" : "matrix"));
        html.Element("caption", "Rows by true class and by what the model said");
        using (html.Open("thead"))
        using (html.Open("tr"))
        {
            html.Element("th", "true class", ("scope", "col"));
            foreach (string name in shown.ClassNames)
                using (html.Open("th", ("scope", "col"))) html.Element("span", name);
        }
        using HtmlWriter.Scope body = html.Open("tbody");
        IReadOnlyList<int> support = shown.Support;
        for (int truth = 0; truth < shown.Classes; truth++)
        {
            using HtmlWriter.Scope line = html.Open("tr");
            html.Element("th", shown.ClassNames[truth], ("scope", "row"));
            for (int answer = 0; answer < shown.Classes; answer++)
            {
                int count = shown[truth, answer];
                html.Element("td", count.ToString(CultureInfo.InvariantCulture), ("class", Shade(count, support[truth], truth == answer)));
            }
        }
    }

    // By the root of the share, so that a few mistakes among many rows are seen as well.
    private static string? Shade(int count, int support, bool right) => count == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"{(right ? 'r' : 'w')}{Math.Max(1, (int)Math.Ceiling(Shades * Math.Sqrt((double)count / support)))}");

    private HtmlTable ClassTable(IReadOnlyList<int> support)
    {
        IReadOnlyList<double> precision = matrix.Precision, recall = matrix.Recall;
        var table = new HtmlTable("Each class by itself", "class", "rows", "precision", "recall", "F1", "most often taken for") { Words = [0, 5], Sorts = true };
        for (int one = 0; one < matrix.Classes; one++)
            table.Add([matrix.ClassNames[one], Quantity.Of(support[one]), .. Shares(precision[one], recall[one]), MostFrequentMistake(one)]);
        return table;
    }

    private string MostFrequentMistake(int truth)
    {
        int most = Enumerable.Range(0, matrix.Classes).Where(answer => answer != truth).MaxBy(answer => matrix[truth, answer]);
        return matrix[truth, most] == 0 ? "" : $"{matrix.ClassNames[most]} ({Quantity.Of(matrix[truth, most])})";
    }

    // The most frequent classes in their order, and the others as one.
    private ConfusionMatrix Reduced(IReadOnlyList<int> support)
    {
        if (matrix.Classes <= MostShown) return matrix;
        int[] alone = [.. Enumerable.Range(0, matrix.Classes).OrderByDescending(one => support[one]).Take(MostShown - 1).Order()];
        int[] places = [.. Enumerable.Range(0, matrix.Classes).Select(one => Array.IndexOf(alone, one) is >= 0 and var place ? place : alone.Length)];
        var counts = new int[MostShown, MostShown];
        for (int truth = 0; truth < matrix.Classes; truth++)
            for (int answer = 0; answer < matrix.Classes; answer++) counts[places[truth], places[answer]] += matrix[truth, answer];
        return new ConfusionMatrix(counts, [.. alone.Select(one => matrix.ClassNames[one]), "(others)"]);
    }
}
