using System.Text;

namespace Keratin.Fuzz;

/// <summary>Damages a table by its lines and its cells: cells of other kinds, quotes that are not closed, rows of other lengths, thousands of columns; and else bytes anywhere.</summary>
internal sealed class CsvMutator : IMutator
{
    private static readonly ByteMutator Anywhere = new("\"", "\"\"", ",", ";", "\t", "\r\n", "\r", "\xEF\xBB\xBF", "\xFF\xFE", "\0", "\xED\xA0\x80", "\",\"");

    private static readonly string[] Cells =
    [
        "", " ", "\"", "\"\"", "\"a\nb\"", "\"a\"b", "a\"b", "NaN", "inf", "-inf", "1e999", "1e-999", "-0", "007", "1,5", "1.5.5", "9223372036854775808", "123456789012345678901234567890",
        "2024-02-29", "2023-02-29", "29.02.2024", "0000-00-00", "9999-12-31", "12/13/2024", "\uFEFF", "\u0000", "\uFFFD", "\U0001F600", "é", "NA", "null", "true", "=1+1", "a,b", "a;b", "a\tb", "\r", "\n",
    ];

    private static readonly string[] Separators = [",", ";", "\t", "|", " "];

    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        if (random.Next(4) == 0) return Anywhere.Change(input, other, random);
        List<string> lines = [.. Encoding.UTF8.GetString(input).Split('\n')];
        for (int change = random.Next(1, 6); change > 0 && lines.Count > 0; change--) Change(lines, other, random);
        return Encoding.UTF8.GetBytes(string.Join(random.Next(8) == 0 ? "\r\n" : "\n", lines));
    }

    private static void Change(List<string> lines, byte[] other, Random random)
    {
        int at = random.Next(8) == 0 ? 0 : random.Next(lines.Count);
        string separator = Separators.FirstOrDefault(separator => lines[0].Contains(separator, StringComparison.Ordinal), ",");
        string[] cells = lines[at].Split(separator);
        int place = random.Next(cells.Length);
        switch (random.Next(14))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[random.Next(lines.Count)]);
                break;
            case 2:
                for (int i = 0; i < lines.Count; i++) lines[i] = lines[i].Replace(separator, Separators[random.Next(Separators.Length)], StringComparison.Ordinal);
                break;
            case 3:
                lines.AddRange(Encoding.UTF8.GetString(other).Split('\n'));
                break;
            case 4:
                // The same cell in all rows makes a column of another kind.
                string same = Cells[random.Next(Cells.Length)];
                for (int i = 1; i < lines.Count; i++)
                    if (lines[i].Split(separator) is var row && place < row.Length) lines[i] = string.Join(separator, row.Select((cell, column) => column == place ? same : cell));
                break;
            case 5:
                lines[at] += string.Concat(Enumerable.Repeat(separator + "x", 1 << random.Next(14)));
                break;
            case 6:
                int columns = 1 << random.Next(12);
                for (int i = 0; i < lines.Count; i++) lines[i] += string.Concat(Enumerable.Range(0, columns).Select(column => i == 0 ? $"{separator}c{column}" : separator));
                break;
            case 7:
                cells[place] = new string(random.Next(2) == 0 ? 'x' : '1', 1 << random.Next(16));
                lines[at] = string.Join(separator, cells);
                break;
            case 8:
                cells[place] = string.Concat(Enumerable.Repeat(Cells[random.Next(Cells.Length)], random.Next(1, 100)));
                lines[at] = string.Join(separator, cells);
                break;
            default:
                cells[place] = Cells[random.Next(Cells.Length)];
                lines[at] = string.Join(separator, cells);
                break;
        }
    }
}
