namespace Keratin.Core;

/// <summary>The elements of one row that are not zero, in order.</summary>
/// <param name="indices">Their places in the row.</param>
/// <param name="values">The elements.</param>
/// <param name="count">How many there are.</param>
internal readonly unsafe struct RowEntries(int* indices, float* values, int count)
{
    public int* Indices { get; } = indices;

    public float* Values { get; } = values;

    public int Count { get; } = count;
}
