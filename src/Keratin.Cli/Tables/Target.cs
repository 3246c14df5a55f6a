using System.Diagnostics.CodeAnalysis;

namespace Keratin.Cli.Tables;

/// <summary>What is predicted: a number, one of some classes, or any of some labels.</summary>
/// <param name="Task">Which of the three.</param>
/// <param name="Columns">The column that holds it; for labels perhaps several columns, each a label.</param>
/// <param name="Classes">The names of the classes or labels, in the order of the model's outputs; none for a number.</param>
internal sealed record Target(TaskKind Task, IReadOnlyList<string> Columns, IReadOnlyList<string> Classes)
{
    private static readonly string[] Yes = ["1", "true", "yes", "y"], No = ["0", "false", "no", "n"];
    private static readonly char[] BetweenLabels = ['|', ';'];

    private readonly Dictionary<string, int> _places = Classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);

    /// <summary>The column or columns in words.</summary>
    public string Name => string.Join(", ", Columns);

    /// <summary>The numbers that a row's target takes.</summary>
    public int Width => Task == TaskKind.Multilabel ? Classes.Count : 1;

    /// <summary>The outputs of the model: of two classes it gives the second's probability alone.</summary>
    public int Outputs => Task switch
    {
        TaskKind.Regression => 1,
        TaskKind.Classification => Classes.Count == 2 ? 1 : Classes.Count,
        _ => Classes.Count,
    };

    /// <summary>The labels of a cell: <c>sport|news</c>.</summary>
    public static string[] Labels(string cell) => cell.Split(BetweenLabels, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether a cell says that a label belongs to the row; null where it says neither yes nor no.</summary>
    public static bool? IsYes(string cell) => Contains(Yes, cell) ? true : Contains(No, cell) ? false : null;

    /// <summary>Reads the target of a row.</summary>
    /// <param name="row">The texts of its columns.</param>
    /// <param name="cells">Reads numbers and missing values.</param>
    /// <param name="line">The row's line, for errors.</param>
    /// <param name="values">The numbers, as many as <see cref="Width"/>.</param>
    /// <returns>Whether there is a target; an empty cell of labels says that the row has none of them.</returns>
    /// <exception cref="UserError">The text is not a number, or an unknown class.</exception>
    public bool TryRead(ReadOnlySpan<string> row, CellReader cells, long line, [NotNullWhen(true)] out float[]? values)
    {
        values = null;
        if (Task != TaskKind.Multilabel && cells.IsMissing(row[0])) return false;
        values = new float[Width];
        if (Task == TaskKind.Regression) values[0] = cells.TryNumber(row[0], out double number) ? (float)number : throw Wrong(line, row[0], Columns[0], "where a number is expected");
        else if (Task == TaskKind.Classification) values[0] = PlaceOf(row[0], line);
        else if (Columns.Count > 1)
            for (int i = 0; i < values.Length; i++) values[i] = cells.IsMissing(row[i]) || IsYes(row[i]) == false ? 0 : IsYes(row[i]) == true ? 1 : throw Wrong(line, row[i], Columns[i], "where 1 or 0 is expected, yes or no");
        else if (!cells.IsMissing(row[0]))
            foreach (string label in Labels(row[0])) values[PlaceOf(label, line)] = 1;
        return true;
    }

    private int PlaceOf(string name, long line) => _places.TryGetValue(name, out int place) ? place
        : throw Wrong(line, name, Columns[0], $"which the model has not learnt; it knows {string.Join(", ", Classes.Take(10))}{(Classes.Count > 10 ? ", …" : "")}");

    private static bool Contains(string[] words, string cell) => words.Contains(cell, StringComparer.OrdinalIgnoreCase);

    private static UserError Wrong(long line, string value, string column, string what) => new($"Line {line} holds '{value}' in the column '{column}', {what}.");
}
