using System.Text.Json;
using Keratin.Formats;

namespace Keratin;

/// <summary>The place of a whole number in a vocabulary.</summary>
internal sealed class IntegerFeature(IntegerLookup lookup) : Feature("integer_categorical")
{
    internal override int Width => lookup.VocabularySize;

    internal override bool Learns => true;

    internal override void Adapt(Column column) => lookup.Adapt(Integers(column));

    internal override NDArray Encode(Column column) => IndexRows.Encode(Indices(column), OutputMode.OneHot, Width);

    internal override long[] Categories(Column column) => Array.ConvertAll(Indices(column), index => (long)index);

    // Several places for unknown values are chosen by a hash, for which there is no operator.
    internal override OnnxColumn? InOnnx => lookup.NumOovIndices != 1 ? null : new(OnnxType.Int64, (graph, column) => graph.OneHot(
        column, new OnnxAttribute.Integers("keys_int64s", lookup.Known()), [.. lookup.Known().Select((_, i) => i + 1f)], other: 0, Width));

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
