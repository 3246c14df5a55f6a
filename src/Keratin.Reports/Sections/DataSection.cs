namespace Keratin;

/// <summary>What the data are like: a line per column, and how often each class occurs.</summary>
internal sealed class DataSection : Section
{
    // Beyond this width a column is no longer something that anybody looks at by itself, but a word or a pixel.
    private const int MostColumns = 200;

    private readonly string _words;
    private readonly string? _note;
    private readonly IReadOnlyList<ColumnSummary> _columns;
    private readonly ClassBalance? _balance;

    private DataSection(string words, string? note, IReadOnlyList<ColumnSummary> columns, ClassBalance? balance)
        : base("data", "Data") => (_words, _note, _columns, _balance) = (words, note, columns, balance);

    /// <summary>The columns of a table.</summary>
    /// <param name="table">The data before they are encoded.</param>
    /// <param name="target">The column that is to be predicted; null where it is none of them.</param>
    public static DataSection Of(Table table, string? target)
    {
        int[] rows = ColumnSummary.RowsOf(table.Rows);
        ColumnSummary[] columns = [.. table.Select(column => ColumnSummary.Of(column.Key == target ? $"{column.Key} (target)" : column.Key, column.Value, rows)).Take(MostColumns)];
        ClassBalance? balance = target is null ? null : ClassBalance.Of(table[target]);
        return new(Size(table.Rows, table.Count), NoteOf(table.Rows, rows.Length, table.Count), columns, balance);
    }

    /// <summary>The columns of an array.</summary>
    /// <param name="x">The inputs, with a row per sample.</param>
    /// <param name="y">The targets; null where they are not to be shown.</param>
    /// <param name="columnNames">A name per column of <paramref name="x"/>; null for numbers.</param>
    /// <param name="classNames">A name per class; null for numbers.</param>
    public static DataSection Of(NDArray x, NDArray? y, IReadOnlyList<string>? columnNames, IReadOnlyList<string>? classNames)
    {
        ClassBalance? balance = y is null ? null : ClassBalance.Of(y, classNames);
        int width = x.Shape[1..].Size;
        if (x.Rank > 2 || width > MostColumns)
            return new(WholeWords(x), null, [], balance);
        int[] rows = ColumnSummary.RowsOf(x.Length);
        NDArray sample = rows.Length < x.Length ? x.Take(rows).ToDense() : x.ToDense();
        List<ColumnSummary> columns = [.. Enumerable.Range(0, width).Select(column => ColumnSummary.OfNumbers(columnNames?[column] ?? Quantity.Of(column), Column(sample, column)))];
        if (y is not null && balance is null && y.Shape[1..].Size == 1) columns.Add(ColumnSummary.OfNumbers("target", Column(y.Take(rows), 0)));
        return new(Size(x.Length, width), NoteOf(x.Length, rows.Length, width), columns, balance);
    }

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", _words, ("class", "lead"));
        if (_note is not null) page.Html.Element("p", _note, ("class", "note"));
        if (_columns.Count > 0) ColumnSummary.Write(page.Html, _columns);
        _balance?.Write(page.Html);
    }

    private static double[] Column(NDArray dense, int column)
    {
        int width = dense.Shape[1..].Size;
        ReadOnlySpan<float> values = dense.AsSpan();
        var numbers = new double[dense.Length];
        for (int row = 0; row < numbers.Length; row++) numbers[row] = values[row * width + column];
        return numbers;
    }

    private static string Size(int rows, int columns) => $"{Quantity.Of(rows, "row")} of {Quantity.Of(columns, "column")}.";

    private static string WholeWords(NDArray x)
    {
        double filled = x.Density, perRow = filled * x.Shape[1..].Size;
        return $"{Quantity.Of(x.Length, "row")} of shape ({string.Join(", ", x.Shape[1..].Select(size => Quantity.Of(size)))}), with numbers from {Figures.Short(x.Min())} to {Figures.Short(x.Max())}; "
            + $"{Figures.Percent(filled)} of them are not zero, {Figures.Short(perRow)} in a row on average. Too many columns to look at one by one.";
    }

    private static string? NoteOf(int rows, int sampled, int columns)
    {
        List<string> notes = [];
        if (sampled < rows) notes.Add($"Ranges, means and distinct values are those of {Quantity.Of(sampled)} evenly chosen rows.");
        if (columns > MostColumns) notes.Add($"The first {Quantity.Of(MostColumns)} columns are shown.");
        return notes.Count > 0 ? string.Join(" ", notes) : null;
    }
}
