namespace Keratin;

/// <summary>A table of a report. Its first column names the rows.</summary>
/// <param name="caption">What it shows, for those who do not see where it stands.</param>
/// <param name="columns">The columns' heads.</param>
internal sealed class HtmlTable(string caption, params IReadOnlyList<string> columns)
{
    private readonly List<Row> _rows = [];

    /// <summary>Which columns hold words, which start at the left; those of numbers end at the right. Default: the first.</summary>
    public int[] Words { get; init; } = [0];

    /// <summary>A class for the look of it; null for the usual one.</summary>
    public string? Look { get; init; }

    /// <summary>Whether the reader can sort it by its columns.</summary>
    public bool Sorts { get; init; }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column.</param>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add(new Row([.. cells.Select(Written)], null));

    /// <summary>Adds a row whose cells hold more than text.</summary>
    /// <param name="cells">What writes each cell's content.</param>
    public void Add(params IReadOnlyList<Action<HtmlWriter>> cells) => _rows.Add(new Row(cells, null));

    /// <summary>Adds a row at the end that sums up the others, or stands out otherwise.</summary>
    /// <param name="look">A class for the look of it.</param>
    /// <param name="cells">A text for each column.</param>
    public void AddMarked(string look, params IReadOnlyList<string> cells) => _rows.Add(new Row([.. cells.Select(Written)], look));

    /// <summary>Writes the table, in a frame that scrolls where it is wider than the page.</summary>
    public void Write(HtmlWriter html)
    {
        using HtmlWriter.Scope frame = html.Open("div", ("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0"));
        using HtmlWriter.Scope table = html.Open("table", ("class", Look), ("data-sorts", Sorts ? "" : null));
        html.Element("caption", caption);
        using (html.Open("thead"))
        using (html.Open("tr"))
            for (int i = 0; i < columns.Count; i++)
                // A column of pictures has no name: it only shows what the others say.
                if (columns[i].Length > 0) html.Element("th", columns[i], ("scope", "col"), ("class", LookOf(i)));
                else html.Element("td", "");
        using HtmlWriter.Scope body = html.Open("tbody");
        foreach (Row row in _rows)
        {
            using HtmlWriter.Scope line = html.Open("tr", ("class", row.Look));
            for (int i = 0; i < row.Cells.Count; i++)
                using (html.Open(i == 0 ? "th" : "td", ("scope", i == 0 ? "row" : null), ("class", LookOf(i)))) row.Cells[i](html);
        }
    }

    private static Action<HtmlWriter> Written(string text) => html => html.Text(text);

    private string? LookOf(int column) => Words.Contains(column) ? null : "n";

    private sealed record Row(IReadOnlyList<Action<HtmlWriter>> Cells, string? Look);
}
