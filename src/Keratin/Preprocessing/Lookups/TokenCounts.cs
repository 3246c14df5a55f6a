using System.Runtime.InteropServices;

namespace Keratin;

/// <summary>How often each token occurs, and in how many documents.</summary>
/// <typeparam name="TToken">The tokens' type.</typeparam>
internal sealed class TokenCounts<TToken> where TToken : notnull
{
    private readonly Dictionary<TToken, Entry> _entries;

    public TokenCounts(IEqualityComparer<TToken> comparer) => _entries = new Dictionary<TToken, Entry>(comparer);

    /// <summary>Each token with its counts, in no order.</summary>
    public IEnumerable<(TToken Token, long Count, long Documents)> All => _entries.Select(pair => (pair.Key, pair.Value.Count, pair.Value.Documents));

    /// <summary>The counts themselves, for those who look them up in another way.</summary>
    public Dictionary<TToken, Entry> Entries => _entries;

    /// <summary>Counts one occurrence.</summary>
    /// <param name="token">The token.</param>
    /// <param name="document">The document's number, from 1; documents come one after the other.</param>
    public void Add(TToken token, long document) => CollectionsMarshal.GetValueRefOrAddDefault(_entries, token, out _).Add(document);

    /// <summary>Adds the counts of other documents.</summary>
    public void Add(TokenCounts<TToken> others)
    {
        foreach ((TToken token, Entry entry) in others._entries)
        {
            ref Entry own = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, token, out _);
            own.Count += entry.Count;
            own.Documents += entry.Documents;
        }
    }

    /// <summary>One token's counts.</summary>
    public struct Entry
    {
        public long Count, Documents;
        private long _latest;

        public void Add(long document)
        {
            Count++;
            if (_latest == document) return;
            _latest = document;
            Documents++;
        }
    }
}
