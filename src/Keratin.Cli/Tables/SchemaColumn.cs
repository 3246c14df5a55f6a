namespace Keratin.Cli.Tables;

/// <summary>A column and what it is taken for.</summary>
/// <param name="Name">Its name in the first line of the file.</param>
/// <param name="Kind">What it is taken for.</param>
/// <param name="Note">Why, or what it holds, for people.</param>
/// <param name="Missing">How many values are missing.</param>
/// <param name="Format">How its dates are written; null for other kinds.</param>
internal sealed record SchemaColumn(string Name, ColumnKind Kind, string Note = "", long Missing = 0, DateFormat? Format = null)
{
    /// <summary>Whether the model reads the column.</summary>
    public bool IsInput => Kind is ColumnKind.Number or ColumnKind.Category or ColumnKind.Text or ColumnKind.Date;
}
