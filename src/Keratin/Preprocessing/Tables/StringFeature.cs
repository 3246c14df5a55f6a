using System.Text.Json;
using Keratin.Formats;

namespace Keratin;

/// <summary>The place of a text in a vocabulary. A missing text is an unknown one, and is not learnt.</summary>
internal sealed class StringFeature(StringLookup lookup) : Feature("string_categorical")
{
    internal override int Width => lookup.VocabularySize;

    internal override bool Learns => true;

    internal override void Adapt(Column column) => lookup.Adapt(Texts(column).Where(text => !string.IsNullOrEmpty(text))!);

    internal override NDArray Encode(Column column) => IndexRows.Encode(Indices(column), OutputMode.OneHot, Width);

    internal override long[] Categories(Column column) => Array.ConvertAll(Indices(column), index => (long)index);

    // Several places for unknown values are chosen by a hash, for which there is no operator.
    internal override OnnxColumn? InOnnx => lookup.NumOovIndices != 1 ? null : new(OnnxType.Text, (graph, column) => graph.OneHot(
        column, new OnnxAttribute.Texts("keys_strings", lookup.Known()), [.. lookup.Known().Select((_, i) => i + 1f)], other: 0, Width));

    internal override void Write(Utf8JsonWriter json) => lookup.Write(json);

    private int[] Indices(Column column)
    {
        string?[] texts = Texts(column);
        lookup.Known();
        var indices = new int[texts.Length];
        for (int row = 0; row < indices.Length; row++) indices[row] = lookup.IndexOf(texts[row] ?? "", row);
        return indices;
    }
}
