namespace Keratin.Cli.Tables;

/// <summary>Reads the rows of a file as a model takes them: columns of their kinds, and the targets.</summary>
internal sealed class TableReader
{
    private readonly CsvFile _file;
    private readonly TableSchema _schema;
    private readonly CellReader _cells;
    private readonly (int Place, InputCells Cells)[] _inputs;
    private readonly int[] _targets;
    private readonly List<float> _values = [];

    /// <summary>Looks for the columns of the model.</summary>
    /// <param name="file">The file.</param>
    /// <param name="schema">What the model reads.</param>
    /// <param name="withTarget">Whether the file must hold the targets as well; rows without one are then left out.</param>
    /// <exception cref="UserError">A column is missing.</exception>
    public TableReader(CsvFile file, TableSchema schema, bool withTarget)
    {
        (_file, _schema) = (file, schema);
        _cells = new CellReader(file.CommaIsDecimal, schema.Missing);
        string[] lacking = [.. schema.Columns.Select(column => column.Name).Concat(withTarget ? schema.Target.Columns : []).Where(name => !file.Columns.Contains(name))];
        if (lacking.Length > 0)
            throw new UserError($"{file.Name} lacks {(lacking.Length == 1 ? "the column" : "the columns")} {string.Join(", ", lacking.Select(name => $"'{name}'"))}, which the model needs. It has {string.Join(", ", file.Columns)}.");
        _inputs = [.. schema.Columns.Select(column => (Array.IndexOf(file.Columns, column.Name), InputCells.Of(column, _cells)))];
        _targets = withTarget ? [.. schema.Target.Columns.Select(name => Array.IndexOf(file.Columns, name))] : [];
    }

    /// <summary>The rows that were left out because they have no target.</summary>
    public long WithoutTarget { get; private set; }

    /// <summary>Takes in some rows.</summary>
    /// <exception cref="UserError">A value is of another kind than its column.</exception>
    public void Add(CsvBatch batch)
    {
        var target = new string[_targets.Length];
        for (int row = 0; row < batch.Rows; row++)
        {
            long line = batch.Lines[row];
            if (target.Length > 0)
            {
                for (int i = 0; i < target.Length; i++) target[i] = batch.Columns[_targets[i]][row];
                if (!_schema.Target.TryRead(target, _cells, line, out float[]? values))
                {
                    WithoutTarget++;
                    continue;
                }
                _values.AddRange(values);
            }
            foreach ((int place, InputCells cells) in _inputs) cells.Add(batch.Columns[place][row], line);
        }
    }

    /// <summary>The rows that were taken in, which are forgotten.</summary>
    /// <returns>The inputs, and the targets of shape (rows, <see cref="Target.Width"/>); these are empty where none were asked for.</returns>
    public (Table Inputs, NDArray Targets) Take()
    {
        var table = new Table();
        foreach ((_, InputCells cells) in _inputs) cells.MoveTo(table);
        int width = _schema.Target.Width;
        var targets = new NDArray([.. _values], [_values.Count / width, width]);
        _values.Clear();
        return (table, targets);
    }

    /// <summary>All rows of the file that are left.</summary>
    public (Table Inputs, NDArray Targets) TakeAll()
    {
        foreach (CsvBatch batch in _file.Batches()) Add(batch);
        return Take();
    }
}
