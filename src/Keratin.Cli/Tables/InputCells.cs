namespace Keratin.Cli.Tables;

/// <summary>The values of one column of the model's input, as they are read from a file.</summary>
/// <param name="name">The column.</param>
/// <param name="cells">Reads numbers and missing values.</param>
internal abstract class InputCells(string name, CellReader cells)
{
    /// <summary>The column.</summary>
    protected string Name => name;

    /// <summary>Reads numbers and missing values.</summary>
    protected CellReader Cells => cells;

    /// <summary>Makes the reader of a column.</summary>
    public static InputCells Of(SchemaColumn column, CellReader cells) => column.Kind switch
    {
        ColumnKind.Number => new NumberCells(column.Name, cells),
        ColumnKind.Date => new DateCells(column.Name, cells, column.Format!),
        _ => new TextCells(column.Name, cells),
    };

    /// <summary>Takes in a value.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="line">Its line, for errors.</param>
    /// <exception cref="UserError">It is of another kind than the column.</exception>
    public abstract void Add(string cell, long line);

    /// <summary>Puts the values into a table and forgets them.</summary>
    public abstract void MoveTo(Table table);

    /// <summary>A value that does not fit.</summary>
    protected UserError Wrong(string cell, long line, string expected) =>
        new($"Line {line} holds '{cell}' in the column '{name}', where the model expects {expected}: correct it, or leave it empty if it is missing.");
}
