using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Keratin;

/// <summary>Named columns of equal length, for a <see cref="FeatureSpace"/>.</summary>
/// <example>
/// <code>
/// var table = new Table { ["city"] = new[] { "Ulm", "Bonn" }, ["age"] = new[] { 31.5, 44 } };
/// </code>
/// </example>
public sealed class Table : IReadOnlyCollection<KeyValuePair<string, Column>>
{
    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);

    /// <summary>The number of rows; 0 for a table without columns.</summary>
    public int Rows => _columns.Count == 0 ? 0 : _columns.Values.First().Length;

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Count;

    /// <summary>The names of the columns, in the order in which they came.</summary>
    public IReadOnlyCollection<string> Names => _columns.Keys;

    /// <summary>A column.</summary>
    /// <param name="name">Its name; capitals count.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="ArgumentException">The new column has another number of rows than the table.</exception>
    public Column this[string name]
    {
        get => TryGetColumn(name, out Column? column) ? column
            : throw new KeyNotFoundException($"The table has no column \"{name}\". Its columns are {string.Join(", ", _columns.Keys)}.");
        set
        {
            ArgumentNullException.ThrowIfNull(name);
            ArgumentNullException.ThrowIfNull(value);
            bool alone = _columns.Count == 0 || (_columns.Count == 1 && _columns.ContainsKey(name));
            if (!alone && value.Length != Rows) throw new ArgumentException($"The column \"{name}\" has {value.Length} rows, but the table has {Rows}.", nameof(value));
            _columns[name] = value;
        }
    }

    /// <summary>Some of the rows, copied.</summary>
    /// <param name="rows">Which, for example <c>..100</c>.</param>
    public Table this[Range rows] => With(column => column[rows]);

    /// <summary>The given rows in the given order, copied.</summary>
    /// <param name="rows">Their numbers, from 0.</param>
    public Table Take(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return With(column => column.Take(rows));
    }

    /// <summary>Looks for a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="column">The column, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetColumn(string name, [NotNullWhen(true)] out Column? column) => _columns.TryGetValue(name, out column);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Column>> GetEnumerator() => _columns.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Table With(Func<Column, Column> rows)
    {
        var table = new Table();
        foreach ((string name, Column column) in _columns) table[name] = rows(column);
        return table;
    }
}
