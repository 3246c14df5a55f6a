namespace Keratin.Cli.Tables;

/// <summary>What the first reading of a file counted.</summary>
/// <param name="File">What the file is called in messages.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Separator">What stands between two values.</param>
/// <param name="CommaIsDecimal">Whether 3,5 is three and a half.</param>
/// <param name="Columns">What was counted of each column, in the order of the file.</param>
internal sealed record TableProfile(string File, long Rows, char Separator, bool CommaIsDecimal, IReadOnlyList<ColumnProfile> Columns)
{
    /// <summary>Fewer rows than these are refused: two could be parted, but nothing can be learnt from them.</summary>
    public const int FewestRows = 10;

    /// <summary>Reads a file once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="missing">Texts that stand for a missing value.</param>
    /// <exception cref="UserError">The file is wrong, or has hardly any rows.</exception>
    public static TableProfile Of(CsvFile file, IReadOnlyList<string> missing)
    {
        var cells = new CellReader(file.CommaIsDecimal, missing);
        ColumnProfile[] columns = [.. file.Columns.Select(name => new ColumnProfile(name, cells))];
        long rows = 0;
        foreach (CsvBatch batch in file.Batches())
        {
            for (int i = 0; i < columns.Length; i++)
                for (int row = 0; row < batch.Rows; row++) columns[i].Add(batch.Columns[i][row], batch.Lines[row]);
            rows += batch.Rows;
        }
        if (rows < FewestRows)
            throw new UserError(rows == 0 ? $"{file.Name} holds the names of the columns, but no rows." : $"{file.Name} holds {Quantity.Of(rows, "row")} only: at least {FewestRows} are needed to learn and to check what was learnt.");
        return new TableProfile(file.Name, rows, file.Separator, file.CommaIsDecimal, columns);
    }

    /// <summary>What was counted of a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="option">Who asks for it, for the message.</param>
    /// <exception cref="UserError">There is no such column.</exception>
    public ColumnProfile Find(string name, string option) =>
        Columns.FirstOrDefault(column => column.Name == name) ?? throw CsvFile.NoColumn(File, [.. Columns.Select(column => column.Name)], name, option);
}
