using System.Text.Json;

namespace Keratin;

/// <summary>The bin of a text's or whole number's hash. A missing text is hashed as an empty one.</summary>
/// <param name="kind">string_hashed or integer_hashed.</param>
/// <param name="layer">Hashes; null: with the space's default number of bins.</param>
internal sealed class HashedFeature(string kind, Hashing? layer) : Feature(kind)
{
    private Hashing? _layer = layer;

    internal override int Width => _layer?.NumBins ?? 0;

    internal override bool Learns => false;

    internal override void Complete(int hashingDim, int discretizationBins) => _layer ??= new Hashing(hashingDim);

    // There is nothing to learn, but the column must be of the right kind.
    internal override void Adapt(Column column) => Bins(column[..0]);

    internal override NDArray Encode(Column column) => IndexRows.Encode(Bins(column), OutputMode.OneHot, Width);

    internal override long[] Categories(Column column) => Array.ConvertAll(Bins(column), bin => (long)bin);

    internal override void Write(Utf8JsonWriter json) => _layer!.Write(json);

    private int[] Bins(Column column) => Kind == "integer_hashed"
        ? Array.ConvertAll(Integers(column), integer => _layer!.Bin(integer))
        : Array.ConvertAll(Texts(column), text => _layer!.Bin(text ?? "", 0));
}
