using System.Globalization;

namespace Keratin;

/// <summary>The rows that the model is most wrong about.</summary>
internal sealed class MistakesSection : Section
{
    private const int Most = 20;
    private const int LongestLine = 160;
    private const int LongestText = 2000;

    private readonly string _words;
    private readonly HtmlTable _table;

    private MistakesSection(string words, HtmlTable table)
        : base("mistakes", "Worst mistakes") => (_words, _table) = (words, table);

    /// <summary>The rows that were taken for another class with the most conviction; null where none was.</summary>
    /// <param name="labels">The true classes.</param>
    /// <param name="predictions">A column per class, or the probability of class 1.</param>
    /// <param name="classNames">What the classes are called.</param>
    /// <param name="describe">What a row is; null where that is not shown.</param>
    public static MistakesSection? OfClasses(int[] labels, NDArray predictions, IReadOnlyList<string> classNames, Func<int, string>? describe)
    {
        int columns = predictions.Shape[1];
        float[] values = predictions.ToArray();
        bool shares = values.Min() >= 0 && values.Max() <= 1;
        double Score(int row, int one) => columns == 1 ? one == 1 ? values[row] : 1 - (double)values[row] : values[row * columns + one];
        int Answer(int row) => columns == 1 ? Score(row, 1) > 0.5 ? 1 : 0 : values.AsSpan(row * columns, columns).IndexOf(values.AsSpan(row * columns, columns).ToArray().Max());
        (int Row, int Answer)[] wrong = [.. labels.Select((_, row) => (Row: row, Answer: Answer(row))).Where(one => one.Answer != labels[one.Row])];
        if (wrong.Length == 0) return null;
        string what = shares ? "probability" : "score";
        HtmlTable table = TableOf(describe, "true class", "taken for", what, "of the true class");
        foreach ((int row, int answer) in wrong.OrderByDescending(one => Score(one.Row, one.Answer) - Score(one.Row, labels[one.Row])).Take(Most))
            Add(table, row, describe, classNames[labels[row]], classNames[answer], Number(Score(row, answer)), Number(Score(row, labels[row])));
        return new($"{Quantity.Of(wrong.Length, "row")} of {Quantity.Of(labels.Length)} were taken for another class. These are the ones where the model was most sure: look here for wrong labels, and for what the inputs do not say.", table);

        string Number(double score) => shares ? Figures.Percent(score) : Figures.Short(score);
    }

    /// <summary>The rows whose prediction is farthest off; null where all are exact.</summary>
    /// <param name="truths">The true numbers.</param>
    /// <param name="predictions">The predicted ones.</param>
    /// <param name="describe">What a row is; null where that is not shown.</param>
    public static MistakesSection? OfNumbers(double[] truths, double[] predictions, Func<int, string>? describe)
    {
        HtmlTable table = TableOf(describe, "true", "predicted", "error");
        int[] worst = [.. Enumerable.Range(0, truths.Length).Where(row => truths[row] != predictions[row]).OrderByDescending(row => Math.Abs(predictions[row] - truths[row])).Take(Most)];
        Func<double, string> format = Figures.Aligned([.. worst.Select(row => truths[row]), .. worst.Select(row => predictions[row])]);
        foreach (int row in worst) Add(table, row, describe, format(truths[row]), format(predictions[row]), format(predictions[row] - truths[row]));
        return worst.Length == 0 ? null : new("The rows whose prediction is farthest off: look here for wrong numbers, and for what the inputs do not say.", table);
    }

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", _words, ("class", "lead"));
        _table.Write(page.Html);
    }

    private static HtmlTable TableOf(Func<int, string>? describe, params string[] answers)
    {
        string[] columns = ["row", .. answers, .. describe is null ? (string[])[] : ["what it is"]];
        int[] words = answers.Length == 4 ? [1, 2, 5] : [4];
        return new HtmlTable("The worst mistakes, the worst first", columns) { Words = words, Look = describe is null ? "mistakes" : "mistakes told" };
    }

    private static void Add(HtmlTable table, int row, Func<int, string>? describe, params string[] answers)
    {
        List<Action<HtmlWriter>> cells = [html => html.Text(row.ToString(CultureInfo.InvariantCulture)), .. answers.Select(answer => (Action<HtmlWriter>)(html => html.Text(answer)))];
        if (describe is not null)
        {
            string text = describe(row) ?? "";
            cells.Add(html => WriteText(html, text));
        }
        table.Add(cells);
    }

    // The beginning of a long text; the rest opens.
    private static void WriteText(HtmlWriter html, string text)
    {
        if (text.Length <= LongestLine)
        {
            html.Text(text);
            return;
        }
        int cut = text.LastIndexOf(' ', LongestLine) is > LongestLine / 2 and var space ? space : LongestLine;
        using HtmlWriter.Scope details = html.Open("details");
        html.Element("summary", text[..cut] + " …");
        html.Element("p", text.Length <= LongestText ? text[cut..] : text[cut..LongestText] + " …");
    }
}
