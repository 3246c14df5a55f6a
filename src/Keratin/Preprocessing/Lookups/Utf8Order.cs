namespace Keratin;

/// <summary>
/// The order of the texts' UTF-8 bytes, in which Keras breaks ties. It differs from the order of .NET's characters in one
/// thing: those outside the basic plane, which .NET writes as two surrogates, come last.
/// </summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> first = x, second = y;
        int same = first.CommonPrefixLength(second);
        return same == first.Length || same == second.Length ? first.Length - second.Length : Rank(first[same]) - Rank(second[same]);
    }

    private static int Rank(char letter) => char.IsSurrogate(letter) ? letter + 0x10000 : letter;
}
