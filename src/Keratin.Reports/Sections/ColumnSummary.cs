using System.Globalization;

namespace Keratin;

/// <summary>What one column is like.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it holds: numbers, whole numbers, texts.</param>
/// <param name="Missing">How many values are missing.</param>
/// <param name="Distinct">How many different values there are.</param>
/// <param name="Range">The smallest, the mean and the largest number; null for texts.</param>
/// <param name="Counts">How many numbers lie in each of equally wide parts of the range, or are each of few whole numbers; null for texts.</param>
/// <param name="Common">The most frequent texts, in words; null for numbers.</param>
internal sealed record ColumnSummary(string Name, string Kind, int Missing, int Distinct, (double Smallest, double Mean, double Largest)? Range, int[]? Counts, string? Common)
{
    private const int MostRows = 100_000;
    private const int Parts = 16;
    private const int MostCommon = 3;
    private const int LongestText = 24;

    /// <summary>The rows that are looked at: all, or evenly chosen ones of very many.</summary>
    public static int[] RowsOf(int rows) => Sample.Of(rows, MostRows);

    /// <summary>Looks at some rows of a column.</summary>
    public static ColumnSummary Of(string name, Column column, int[] rows) => column.Take(rows).Values switch
    {
        string?[] texts => OfTexts(name, texts),
        double[] numbers => OfNumbers(name, numbers),
        var integers => OfNumbers(name, Array.ConvertAll((long[])integers, integer => (double)integer)),
    };

    /// <summary>Looks at numbers, of which NaN is a missing one.</summary>
    public static ColumnSummary OfNumbers(string name, double[] values)
    {
        double[] there = Array.FindAll(values, double.IsFinite);
        string kind = there.Length > 0 && Array.TrueForAll(there, value => value == Math.Floor(value)) ? "whole numbers" : "numbers";
        int missing = values.Length - there.Length;
        if (there.Length == 0) return new(name, kind, missing, 0, null, null, null);
        var range = (Smallest: there.Min(), Mean: there.Average(), Largest: there.Max());
        // Few whole numbers have a bar each; equally wide parts would leave gaps between them.
        bool few = kind == "whole numbers" && range.Largest - range.Smallest < Parts;
        int[] counts = few ? CountsOf(there, range.Smallest - 0.5, range.Largest + 0.5, (int)(range.Largest - range.Smallest) + 1) : CountsOf(there, range.Smallest, range.Largest, Parts);
        return new(name, kind, missing, there.Distinct().Count(), range, counts, null);
    }

    /// <summary>How many numbers lie in each of some equally wide parts of a range.</summary>
    public static int[] CountsOf(IEnumerable<double> values, double smallest, double largest, int parts)
    {
        var counts = new int[parts];
        double width = largest - smallest;
        foreach (double value in values) counts[width > 0 ? Math.Min(parts - 1, (int)((value - smallest) / width * parts)) : parts / 2]++;
        return counts;
    }

    /// <summary>Writes columns as a table.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<ColumnSummary> columns)
    {
        var table = new HtmlTable("The columns", "column", "holds", "missing", "distinct", "smallest", "mean", "largest", "distribution") { Words = [0, 1, 7], Look = "columns" };
        foreach (ColumnSummary column in columns)
        {
            string[] range = column.Range is { } known ? [Figures.Short(known.Smallest), Figures.Short(known.Mean), Figures.Short(known.Largest)] : ["", "", ""];
            table.Add(
            [
                .. ((string[])[column.Name, column.Kind, Quantity.Of(column.Missing), Quantity.Of(column.Distinct), .. range]).Select(cell => (Action<HtmlWriter>)(writer => writer.Text(cell))),
                writer =>
                {
                    if (column.Counts is { } counts) Bar.WriteHistogram(writer, counts);
                    else writer.Text(column.Common ?? "");
                },
            ]);
        }
        table.Write(html);
    }

    private static ColumnSummary OfTexts(string name, string?[] texts)
    {
        string[] there = [.. texts.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!)];
        (string Text, int Count)[] counted = [.. there.CountBy(text => text, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
        // Texts that hardly ever come twice, such as sentences, have no frequent ones worth telling.
        string? common = there.Length - counted.Length < there.Length / 4 || counted.Length == 0 ? null
            : string.Join(", ", counted.OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Text, StringComparer.Ordinal).Take(MostCommon).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{Shortened(pair.Text)} {Figures.Percent((double)pair.Count / there.Length)}")));
        return new(name, "texts", texts.Length - there.Length, counted.Length, null, null, common);
    }

    private static string Shortened(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
}
