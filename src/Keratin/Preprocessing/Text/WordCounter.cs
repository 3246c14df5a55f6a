using System.Runtime.InteropServices;

namespace Keratin;

/// <summary>Counts the tokens of a share of the texts. A string is made of a token only where it is the first of its kind.</summary>
/// <param name="tokens">Takes the texts apart.</param>
internal sealed class WordCounter(TextTokenizer tokens)
{
    private long _documents;

    /// <summary>What was counted so far.</summary>
    public TokenCounts<string> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts the tokens of some more texts.</summary>
    public void Count(ReadOnlySpan<string> texts)
    {
        var entries = Counts.Entries.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts)
        {
            tokens.Read(text);
            _documents++;
            for (int i = 0; i < tokens.Count; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(entries, tokens[i], out _).Add(_documents);
        }
    }
}
