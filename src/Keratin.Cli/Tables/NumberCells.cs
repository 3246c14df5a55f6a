namespace Keratin.Cli.Tables;

/// <summary>Numbers; a missing one becomes the mean of the training data later.</summary>
internal sealed class NumberCells(string name, CellReader cells) : InputCells(name, cells)
{
    private readonly List<double> _numbers = [];

    /// <inheritdoc/>
    public override void Add(string cell, long line) =>
        _numbers.Add(Cells.TryNumber(cell, out double number) ? number : Cells.IsMissing(cell) ? double.NaN : throw Wrong(cell, line, "a number"));

    /// <inheritdoc/>
    public override void MoveTo(Table table)
    {
        table[Name] = _numbers.ToArray();
        _numbers.Clear();
    }
}
