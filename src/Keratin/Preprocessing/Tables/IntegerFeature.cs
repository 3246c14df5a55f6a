using System.Text.Json;

namespace Keratin;

/// <summary>The place of a whole number in a vocabulary.</summary>
internal sealed class IntegerFeature(IntegerLookup lookup) : Feature("integer_categorical")
{
    internal override int Width => lookup.VocabularySize;

    internal override bool Learns => true;

    internal override void Adapt(Column column) => lookup.Adapt(Integers(column));

    internal override NDArray Encode(Column column) => IndexRows.Encode(Indices(column), OutputMode.OneHot, Width);

    internal override long[] Categories(Column column) => Array.ConvertAll(Indices(column), index => (long)index);

    internal override void Write(Utf8JsonWriter json) => lookup.Write(json);

    private int[] Indices(Column column)
    {
        long[] integers = Integers(column);
        lookup.Known();
        var indices = new int[integers.Length];
        for (int row = 0; row < indices.Length; row++) indices[row] = lookup.IndexOf(integers[row], row);
        return indices;
    }
}
