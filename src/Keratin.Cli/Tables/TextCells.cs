namespace Keratin.Cli.Tables;

/// <summary>Names of categories, or texts; a missing one counts as unknown.</summary>
internal sealed class TextCells(string name, CellReader cells) : InputCells(name, cells)
{
    private readonly List<string?> _texts = [];

    /// <inheritdoc/>
    public override void Add(string cell, long line) => _texts.Add(Cells.IsMissing(cell) ? null : cell);

    /// <inheritdoc/>
    public override void MoveTo(Table table)
    {
        table[Name] = _texts.ToArray();
        _texts.Clear();
    }
}
