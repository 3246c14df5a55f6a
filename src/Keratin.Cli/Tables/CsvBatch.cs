namespace Keratin.Cli.Tables;

/// <summary>Some rows of a file, as texts.</summary>
/// <param name="Columns">The values of each column, in the order of the file.</param>
/// <param name="Lines">The line of the file in which each row begins, counted from 1.</param>
internal sealed record CsvBatch(IReadOnlyList<List<string>> Columns, IReadOnlyList<long> Lines)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Lines.Count;
}
