using System.Text;

namespace Keratin;

/// <summary>A table of text as narrow as its cells allow and never wider than a page: cells that are too long go on below.</summary>
/// <param name="headers">What stands above the columns; numbers stand at the right below a header that begins with a space. None: the table has no head.</param>
/// <param name="columns">How many columns there are.</param>
internal sealed class TextTable(int columns, params string[] headers)
{
    private const int PageWidth = 96, Gap = 2, NarrowestColumn = 12, LongestCell = 4_000;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Texts from anywhere: what could move a terminal's cursor is replaced, and what nobody would read to its end is cut.</param>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(cell => Plain(Beginning(cell)))]);

    /// <summary>Writes the table.</summary>
    public void Write(StringBuilder text)
    {
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => Math.Max(headers.Length == 0 ? 0 : headers[column].Trim().Length, _rows.Count == 0 ? 0 : _rows.Max(row => row[column].Length)))];
        for (int excess = Total(widths) - PageWidth; excess > 0; excess = Total(widths) - PageWidth)
        {
            int widest = Enumerable.Range(0, columns).MaxBy(column => widths[column]);
            int second = widths.Where((_, column) => column != widest).DefaultIfEmpty(0).Max();
            widths[widest] -= Math.Clamp(widths[widest] - second, 1, excess);
            if (widths[widest] < NarrowestColumn) break;
        }
        if (headers.Length > 0)
        {
            Line(text, widths, [.. headers.Select(header => header.Trim())]);
            text.Append('─', Total(widths)).Append('\n');
        }
        foreach (string[] row in _rows)
        {
            List<string>[] cells = [.. row.Select((cell, column) => Wrap(cell, Math.Max(1, widths[column])))];
            for (int line = 0; line < cells.Max(cell => cell.Count); line++) Line(text, widths, [.. cells.Select(cell => line < cell.Count ? cell[line] : "")]);
        }
    }

    /// <summary>A text in which what is not to be seen stands as a mark.</summary>
    public static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '·' : letter));

    private static string Beginning(string cell) =>
        cell.Length <= LongestCell ? cell : $"{cell[..LongestCell]}… and {Quantity.Of(cell.Length - LongestCell, "character")} more";

    private static int Total(int[] widths) => widths.Sum() + Gap * (widths.Length - 1);

    private void Line(StringBuilder text, int[] widths, string[] cells)
    {
        var line = new StringBuilder();
        for (int column = 0; column < columns; column++)
        {
            if (column > 0) line.Append(' ', Gap);
            bool right = headers.Length > 0 && headers[column].StartsWith(' ');
            line.Append(right ? cells[column].PadLeft(widths[column]) : cells[column].PadRight(widths[column]));
        }
        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    // Between words where that goes, else within them.
    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        while (text.Length > width)
        {
            int end = text.LastIndexOf(' ', width);
            lines.Add(text[..(end > 0 ? end : width)]);
            text = text[(end > 0 ? end + 1 : width)..];
        }
        lines.Add(text);
        return lines;
    }
}
