namespace Keratin;

/// <summary>What the model goes by: a bar per column.</summary>
internal sealed class ImportanceSection(PermutationImportance importance) : Section("importance", "What the model goes by")
{
    private const int MostColumns = 40;

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", $"How much worse the model does by {importance.Monitor} ({Figures.Short(importance.Baseline)} with the data as they are) when one column is shuffled over the rows, {Quantity.Of(importance.Repeats, "time")} each. "
            + "A column without a bar can be done without; of columns that say the same, each seems to be.", ("class", "lead"));
        ColumnImportance[] shown = [.. importance.Columns.Take(MostColumns)];
        if (shown.Length < importance.Columns.Count)
            page.Html.Element("p", $"The {Quantity.Of(shown.Length)} most important of {Quantity.Of(importance.Columns.Count, "column")}.", ("class", "note"));
        double longest = Math.Max(double.Epsilon, shown.Max(column => column.Mean + column.Std));
        var table = new HtmlTable("Importance of the columns", "column", "importance", "± deviation", "") { Words = [0, 3], Look = "bars" };
        Func<double, string> format = Figures.Aligned(shown.Select(column => column.Mean));
        foreach (ColumnImportance column in shown)
            table.Add(
                html => html.Text(column.Name),
                html => html.Text(format(column.Mean)),
                html => html.Text($"± {format(column.Std)}"),
                html => Bar.Write(html, column.Mean / longest, column.Std / longest));
        table.Write(page.Html);
    }
}
