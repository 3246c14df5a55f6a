using System.Text.Json;

namespace Keratin;

/// <summary>A row over the vocabulary of a column of raw texts. A missing text is an empty one.</summary>
internal sealed class TextFeature(TextVectorization vectorization) : Feature("text")
{
    internal override int Width => vectorization.Depth;

    internal override bool Learns => vectorization.Learns;

    internal override void Adapt(Column column)
    {
        string[] texts = Present(column);
        if (Learns) vectorization.Adapt(texts);
    }

    internal override NDArray Encode(Column column) => vectorization.Call(Present(column));

    internal override void Write(Utf8JsonWriter json) => vectorization.Write(json);

    private string[] Present(Column column) => Array.ConvertAll(Texts(column), text => text ?? "");
}
