using System.Text;

namespace Keratin;

/// <summary>Columns of text side by side: how results print.</summary>
internal static class ColumnText
{
    /// <summary>The lines of a table, two spaces between columns, without spaces at the end of a line.</summary>
    /// <param name="columns">The cells of each column from the top, as many in each, wide enough for the longest; those of a name or a picture start at the left, numbers end at the right.</param>
    public static string Write(IReadOnlyList<(string[] Cells, bool AtLeft)> columns)
    {
        var text = new StringBuilder();
        for (int line = 0; line < columns[0].Cells.Length; line++)
        {
            if (line > 0) text.Append('\n');
            text.Append(string.Join("  ", columns.Select(column => Cell(column.Cells, line, column.AtLeft))).TrimEnd());
        }
        return text.ToString();
    }

    /// <summary>The lines of a table of numbers.</summary>
    public static string Write(IEnumerable<string[]> columns) => Write([.. columns.Select(cells => (cells, AtLeft: false))]);

    private static string Cell(string[] cells, int line, bool atLeft)
    {
        int width = cells.Max(cell => cell.Length);
        return atLeft ? cells[line].PadRight(width) : cells[line].PadLeft(width);
    }
}
