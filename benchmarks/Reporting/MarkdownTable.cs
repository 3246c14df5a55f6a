namespace Keratin.Benchmarks;

/// <summary>A table of the page.</summary>
/// <param name="Columns">The headings. The first column is flush left, the others right.</param>
/// <param name="Rows">The cells.</param>
internal sealed record MarkdownTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>What stands for a part that was not measured.</summary>
    public const string NotMeasured = "(Not measured in this run.)";

    public override string ToString() => Rows.Count == 0 ? NotMeasured
        : string.Join('\n', [Line(Columns), Line([.. Columns.Select((_, column) => column == 0 ? "---" : "---:")], ""), .. Rows.Select(row => Line(row))]);

    private static string Line(IReadOnlyList<string> cells, string beside = " ") => $"|{string.Join('|', cells.Select(cell => cell.Length == 0 ? " " : beside + cell + beside))}|";
}
