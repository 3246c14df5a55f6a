using System.Text.Json;

namespace Keratin;

/// <summary>The place of a text in a vocabulary. A missing text is an unknown one, and is not learnt.</summary>
internal sealed class StringFeature(StringLookup lookup) : Feature("string_categorical")
{
    internal override int Width => lookup.VocabularySize;

    internal override bool Learns => true;

    internal override void Adapt(Column column) => lookup.Adapt(Texts(column).Where(text => !string.IsNullOrEmpty(text))!);

    internal override NDArray Encode(Column column) => IndexRows.Encode(Indices(column), OutputMode.OneHot, Width);

    internal override long[] Categories(Column column) => Array.ConvertAll(Indices(column), index => (long)index);

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
