using System.Globalization;

namespace Keratin;

/// <summary>What a layer that looks numbers up in a table asks of a model's inputs, in the user's words.</summary>
/// <param name="Layer">The layer, in words; not the layer itself, which would keep its model in memory.</param>
/// <param name="Count">The rows of its table, at least 1.</param>
internal sealed record Lookup(string Layer, int Count)
{
    /// <summary>Throws where an element names no row of the table.</summary>
    public void Check(NDArray x, string argument)
    {
        if (x.FindNonIndex(Count) is not var (row, place)) return;
        float value = x.Rank == 1 ? x[[row]] : (x.IsSparse ? x[row..(row + 1)].ToDense() : x[row]).AsSpan()[place];
        throw Refused(argument, value, string.Create(CultureInfo.InvariantCulture, $"row {row} has {value} at place {place}"));
    }

    /// <summary>Throws where an element of some rows names no row of the table.</summary>
    public void Check(ReadOnlySpan<float> rows, int width, string argument)
    {
        int place = NDArray.IndexOfNonIndex(rows, Count);
        if (place < 0) return;
        string where = rows.Length == width ? "it" : string.Create(CultureInfo.InvariantCulture, $"row {place / width}");
        throw Refused(argument, rows[place], string.Create(CultureInfo.InvariantCulture, $"{where} has {rows[place]} at place {place % width}"));
    }

    private ArgumentException Refused(string argument, float value, string where)
    {
        string help = value >= Count ? $"make the layer's inputDim larger than the largest number, or replace numbers from {Count} on" : "number what is looked up from 0";
        return new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{argument} must be whole numbers from 0 to {Count - 1}, because {Layer} looks them up in {Count} rows, but {where}: {help}."), argument);
    }
}
