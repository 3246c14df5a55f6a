using System.Text.Json;

namespace Keratin;

/// <summary>
/// What <see cref="StringLookup"/> and <see cref="IntegerLookup"/> share: a vocabulary, given or learnt, and the way from
/// tokens to indices or to rows over the vocabulary. It works on .NET data before they reach a model.
/// </summary>
/// <remarks>
/// The indices begin with that of the mask, 0, if there is one and the mode is <c>int</c>; then come those of unknown
/// tokens, then the vocabulary. In the other modes the mask has no index and leaves no trace.
/// </remarks>
/// <typeparam name="TToken">What a token is: a string or a whole number.</typeparam>
public abstract partial class IndexLookup<TToken> where TToken : notnull
{
    private const int MostOovIndices = 1 << 24;

    private readonly IComparer<TToken> _order;
    private readonly TToken _mask;
    private readonly bool _masks;
    private readonly bool _given;
    private readonly Dictionary<TToken, int> _indices;
    private TToken[]? _tokens;
    private float[]? _weights;

    private protected IndexLookup(int? maxTokens, int numOovIndices, bool masks, TToken mask, TToken oovToken, OutputMode? outputMode,
        bool padToMaxTokens, bool given, IEqualityComparer<TToken> equality, IComparer<TToken> order)
    {
        OutputMode = (outputMode ?? OutputMode.Int).Among(GetType().Name, OutputMode.Int, OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count, OutputMode.TfIdf);
        if (maxTokens <= 1)
            throw new ArgumentOutOfRangeException(nameof(maxTokens), maxTokens, "maxTokens is the largest size of the vocabulary, 2 or more; leave it out for no limit.");
        if (numOovIndices is < 0 or > MostOovIndices)
            throw new ArgumentOutOfRangeException(nameof(numOovIndices), numOovIndices, $"numOovIndices is the number of indices for unknown tokens, from 0 to {MostOovIndices:N0}: larger indices are not exact as 32-bit numbers.");
        if (padToMaxTokens && maxTokens is null)
            throw new ArgumentException("padToMaxTokens makes the output as wide as maxTokens, so give maxTokens as well.", nameof(padToMaxTokens));
        MaxTokens = maxTokens;
        NumOovIndices = numOovIndices;
        OovToken = oovToken;
        PadToMaxTokens = padToMaxTokens;
        (_masks, _mask, _given, _order) = (masks, mask, given, order);
        _indices = new Dictionary<TToken, int>(equality);
        if (maxTokens <= FirstToken)
            throw new ArgumentException($"maxTokens = {maxTokens} leaves no room for a vocabulary: {FirstToken} of the indices are for the mask and unknown tokens. Give {FirstToken + 1} or more.", nameof(maxTokens));
    }

    /// <summary>The largest size of the vocabulary, with the mask and the unknown tokens; null: no limit.</summary>
    public int? MaxTokens { get; }

    /// <summary>How many indices unknown tokens share.</summary>
    public int NumOovIndices { get; }

    /// <summary>What <see cref="Invert"/> and <see cref="GetVocabulary"/> say for an unknown token.</summary>
    public TToken OovToken { get; }

    /// <summary>What <c>Call</c> makes of the indices.</summary>
    public OutputMode OutputMode { get; }

    /// <summary>Whether rows are as wide as <see cref="MaxTokens"/> even where the vocabulary is smaller.</summary>
    public bool PadToMaxTokens { get; }

    /// <summary>The number of indices: the vocabulary with the mask, if it has an index, and the unknown tokens.</summary>
    public int VocabularySize => FirstToken + (_tokens?.Length ?? 0);

    /// <summary>The inverse document frequency of each index, in the mode tf_idf; null where it is not known.</summary>
    public IReadOnlyList<float>? IdfWeights => _weights;

    /// <summary>The weights as they are, for those who encode rows themselves.</summary>
    internal float[]? Weights => _weights;

    /// <summary>What messages call the layer: its class, or that of the layer which it is a part of.</summary>
    internal string Layer { get => field ?? GetType().Name; set; }

    /// <summary>The width of a row over the vocabulary.</summary>
    internal int Depth => PadToMaxTokens ? MaxTokens!.Value : VocabularySize;

    private bool MaskHasIndex => _masks && OutputMode == OutputMode.Int;
    private int FirstOov => MaskHasIndex ? 1 : 0;
    private int FirstToken => FirstOov + NumOovIndices;

    /// <summary>The vocabulary in the order of its indices.</summary>
    /// <param name="includeSpecialTokens">Whether the mask and the unknown tokens, which come first, are in it, so that a token's place is its index.</param>
    public TToken[] GetVocabulary(bool includeSpecialTokens = true) =>
        includeSpecialTokens ? [.. Specials(), .. _tokens ?? []] : [.. _tokens ?? []];

    /// <summary>Sets the vocabulary in place of learning it.</summary>
    /// <param name="vocabulary">Each token once, in the order of the indices; the mask and the unknown tokens may stand in front, or not.</param>
    /// <param name="idfWeights">In the mode tf_idf, and only there: the inverse document frequency of each token of <paramref name="vocabulary"/>.
    /// Where the unknown tokens are not in it, they get the mean.</param>
    /// <exception cref="ArgumentException">The vocabulary is empty, too large, or has a token twice; or the weights are missing, too many or too few.</exception>
    public void SetVocabulary(IEnumerable<TToken> vocabulary, float[]? idfWeights = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        TToken[] all = [.. vocabulary];
        if (all.Length == 0) throw new ArgumentException("The vocabulary is empty: give one token or more, or learn it with Adapt.", nameof(vocabulary));
        int empty = Array.FindIndex(all, token => token is null);
        if (empty >= 0) throw new ArgumentException($"Token {empty} of the vocabulary is null.", nameof(vocabulary));
        if (OutputMode == OutputMode.TfIdf != idfWeights is not null)
            throw new ArgumentException(idfWeights is null ? "A vocabulary that is given needs idfWeights in the mode tf_idf, one per token." : $"idfWeights are for the mode tf_idf, but outputMode is \"{OutputMode}\": leave them out.", nameof(idfWeights));
        if (idfWeights is not null && idfWeights.Length != all.Length)
            throw new ArgumentException($"idfWeights must have one weight per token of the vocabulary, {all.Length}, but has {idfWeights.Length}.", nameof(idfWeights));
        TToken[] specials = Specials();
        bool complete = all.Length >= specials.Length && specials.SequenceEqual(all[..specials.Length], _indices.Comparer);
        TToken[] tokens = complete ? all[specials.Length..] : all;
        CheckTokens(tokens);
        Keep(tokens);
        if (idfWeights is not null) _weights = complete ? Padded(idfWeights) : Weighed(idfWeights);
    }

    /// <summary>The tokens that indices stand for, row by row: Keras's <c>invert=True</c>.</summary>
    /// <param name="indices">Indices as the mode <c>int</c> gives them, in any shape.</param>
    /// <returns>A token for each; the mask for 0 where there is one, <see cref="OovToken"/> for indices that no token has.</returns>
    /// <exception cref="InvalidOperationException">The mode is not <c>int</c>, or there is no vocabulary yet.</exception>
    public TToken[] Invert(NDArray indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (OutputMode != OutputMode.Int) throw new InvalidOperationException($"Only indices can be inverted, but outputMode is \"{OutputMode}\": make a lookup with outputMode: \"int\".");
        TToken[] tokens = Known();
        return Array.ConvertAll(indices.ToArray(), index =>
        {
            if (MaskHasIndex && index == 0) return _mask;
            int place = (int)index - FirstToken;
            return place >= 0 && place < tokens.Length ? tokens[place] : OovToken;
        });
    }

    /// <summary>Turns a column of tokens into indices, or into what the mode makes of them.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <returns>In the mode <c>int</c> the shape (tokens,), in <c>one_hot</c> (tokens, depth); the others take the column as one sample and give (depth,).</returns>
    /// <exception cref="ArgumentException">A token is null, or unknown where <see cref="NumOovIndices"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet.</exception>
    public NDArray Call(IEnumerable<TToken> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Known();
        return IndexRows.Encode([.. tokens.Select((token, row) => IndexOf(token, row))], OutputMode, Depth, _weights);
    }

    /// <summary>Turns rows of tokens into indices, or into what the mode makes of them.</summary>
    /// <param name="rows">The rows; of equal length in the modes <c>int</c> and <c>one_hot</c>.</param>
    /// <returns>In the mode <c>int</c> the shape (rows, length), in <c>one_hot</c> (rows, length, depth) or, for rows of one token, (rows, depth); in the others (rows, depth).</returns>
    /// <exception cref="ArgumentException">A row or token is null, the rows have different lengths, or a token is unknown where <see cref="NumOovIndices"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet.</exception>
    public NDArray Call(IEnumerable<TToken[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Known();
        return IndexRows.Encode([.. rows.Select((row, number) => Array.ConvertAll(row ?? throw NullRow(number), token => IndexOf(token, number)))], OutputMode, Depth, _weights);
    }

    /// <summary>The index of a token; −1 for the mask where it has none.</summary>
    /// <param name="token">The token.</param>
    /// <param name="row">Its row, for messages.</param>
    internal int IndexOf(TToken token, int row)
    {
        if (token is null) throw new ArgumentException($"Row {row} holds null; a missing value must be a token, for example maskToken.", "tokens");
        if (_indices.TryGetValue(token, out int index)) return index;
        return IndexOfOther(token, row);
    }

    /// <summary>The index of a token that is not in the vocabulary.</summary>
    internal int IndexOfOther(TToken token, int row)
    {
        if (_masks && _indices.Comparer.Equals(token, _mask)) return MaskHasIndex ? 0 : -1;
        return NumOovIndices switch
        {
            0 => throw new ArgumentException($"Row {row} holds {Quoted(token)}, which is not in the vocabulary, and numOovIndices is 0: leave numOovIndices out, or add the token to the vocabulary.", "tokens"),
            1 => FirstOov,
            _ => FirstOov + Bin(token, NumOovIndices),
        };
    }

    /// <summary>The index of each token of the vocabulary.</summary>
    internal Dictionary<TToken, int> Indices => _indices;

    /// <summary>The vocabulary, or an error that there is none.</summary>
    internal TToken[] Known() => _tokens ?? throw new InvalidOperationException($"{Layer} has no vocabulary yet: call Adapt with data, or give vocabulary.");

    /// <summary>One of several indices for an unknown token.</summary>
    private protected abstract int Bin(TToken token, int bins);

    private protected abstract string Quoted(TToken token);

    private protected abstract void WriteToken(Utf8JsonWriter json, TToken token);

    private TToken[] Specials() => [.. Enumerable.Repeat(_mask, FirstOov), .. Enumerable.Repeat(OovToken, NumOovIndices)];

    private string SpecialsInWords()
    {
        const int most = 8;
        return string.Join(", ", Enumerable.Repeat(_mask, FirstOov).Concat(Enumerable.Repeat(OovToken, NumOovIndices)).Take(most).Select(Quoted)) + (FirstToken > most ? ", …" : "");
    }

    private void CheckTokens(TToken[] tokens)
    {
        var seen = new HashSet<TToken>(_indices.Comparer);
        foreach (TToken token in tokens)
            if (!seen.Add(token)) throw new ArgumentException($"The vocabulary holds {Quoted(token)} twice: give each token once.", "vocabulary");
        if (_masks && seen.Contains(_mask))
            throw new ArgumentException($"The vocabulary holds the mask {Quoted(_mask)} among its tokens: leave the mask and the unknown tokens out, or put exactly [{SpecialsInWords()}] in front.", "vocabulary");
        if (FirstToken + tokens.Length > MaxTokens)
            throw new ArgumentException($"The vocabulary has {FirstToken + tokens.Length} tokens with the mask and the unknown ones, more than maxTokens = {MaxTokens}: shorten it, or raise maxTokens.", "vocabulary");
    }

    private void Keep(TToken[] tokens)
    {
        _indices.Clear();
        for (int i = 0; i < tokens.Length; i++) _indices.Add(tokens[i], FirstToken + i);
        _tokens = tokens;
    }

    // Nothing is known of how often the unknown tokens occur, so they get the mean.
    private float[] Weighed(float[] weights)
    {
        float mean = weights.Length == 0 ? 0 : (float)weights.Average(weight => (double)weight);
        return Padded([.. Enumerable.Repeat(mean, FirstToken), .. weights]);
    }

    private float[] Padded(float[] weights) => [.. weights, .. new float[Math.Max(0, Depth - weights.Length)]];

    private protected static ArgumentException NullRow(int row) => new($"Row {row} is null; every row must be an array of tokens.", "rows");
}
