using System.Collections;
using System.Runtime.CompilerServices;

namespace Keratin;

/// <summary>
/// How many neighbouring tokens are joined into one, by a blank: <c>ngrams: 2</c> gives single tokens and pairs,
/// <c>ngrams: [2, 3]</c> pairs and triples.
/// </summary>
[CollectionBuilder(typeof(Ngrams), nameof(Create))]
public sealed class Ngrams : IEnumerable<int>
{
    private readonly int[] _widths;

    private Ngrams(int[] widths) => _widths = widths;

    /// <summary>N-grams of the given widths, in that order.</summary>
    /// <param name="widths">One width or more, each 1 or more.</param>
    /// <exception cref="ArgumentException">There is no width, or one is not positive.</exception>
    public static Ngrams Create(ReadOnlySpan<int> widths)
    {
        if (widths.IsEmpty) throw new ArgumentException("ngrams needs one width or more, as in ngrams: [1, 2]; leave it out for single tokens.", nameof(widths));
        foreach (int width in widths)
            if (width < 1) throw new ArgumentException($"ngrams holds the width {width}, but tokens are joined 1 or more at a time.", nameof(widths));
        return new Ngrams(widths.ToArray());
    }

    /// <summary>N-grams of all widths up to the given one.</summary>
    /// <exception cref="ArgumentException">The width is not positive.</exception>
    public static implicit operator Ngrams(int widest) =>
        widest < 1 ? throw new ArgumentException($"ngrams is the most tokens that are joined, 1 or more, but was {widest}.", nameof(widest)) : new Ngrams([.. Enumerable.Range(1, widest)]);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_widths).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The widths.</summary>
    internal ReadOnlySpan<int> Widths => _widths;
}
