using System.Text.Json;

namespace Keratin;

public abstract partial class IndexLookup<TToken>
{
    /// <summary>Learns the vocabulary: the most frequent tokens first, equally frequent ones from the last to the first in their order.</summary>
    /// <param name="tokens">A column of tokens; for tf_idf each is a document of its own. What was learnt before is forgotten.</param>
    /// <exception cref="InvalidOperationException">The vocabulary was given.</exception>
    /// <exception cref="ArgumentException">There is no token, or one is null.</exception>
    public void Adapt(IEnumerable<TToken> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Adapt(tokens.Select(token => (TToken[])[token]));
    }

    /// <summary>Learns the vocabulary: the most frequent tokens first, equally frequent ones from the last to the first in their order.</summary>
    /// <param name="rows">Rows of tokens, each a document, of any lengths, read once. What was learnt before is forgotten.</param>
    /// <exception cref="InvalidOperationException">The vocabulary was given.</exception>
    /// <exception cref="ArgumentException">There is no row, or a row or token is null.</exception>
    public void Adapt(IEnumerable<TToken[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RequireLearning();
        var counts = new TokenCounts<TToken>(_indices.Comparer);
        long documents = 0;
        foreach (TToken[] row in rows)
        {
            foreach (TToken token in row ?? throw NullRow((int)documents))
                counts.Add(token is null ? throw new ArgumentException($"Row {documents} holds null; a missing value must be a token, for example maskToken.", nameof(rows)) : token, documents + 1);
            documents++;
        }
        Learn(counts, documents);
    }

    /// <summary>Whether the vocabulary is learnt, not given.</summary>
    internal bool Learns => !_given;

    /// <summary>Throws where the vocabulary was given, so that there is nothing to learn.</summary>
    internal void RequireLearning()
    {
        if (_given) throw new InvalidOperationException($"This {Layer} was given its vocabulary, so it cannot learn one: leave vocabulary out, or do not call Adapt.");
    }

    /// <summary>Makes the vocabulary from counts.</summary>
    /// <param name="counts">How often each token occurs.</param>
    /// <param name="documents">The number of documents.</param>
    internal void Learn(TokenCounts<TToken> counts, long documents)
    {
        if (documents == 0) throw new ArgumentException("There is nothing to learn a vocabulary from: the data are empty.", "rows");
        var ordered = counts.All
            .Where(entry => !(_masks && _indices.Comparer.Equals(entry.Token, _mask)) && !_indices.Comparer.Equals(entry.Token, OovToken))
            .OrderByDescending(entry => entry.Count).ThenByDescending(entry => entry.Token, _order)
            .Take(MaxTokens - FirstToken ?? int.MaxValue).ToArray();
        Keep(Array.ConvertAll(ordered, entry => entry.Token));
        if (OutputMode == OutputMode.TfIdf)
            _weights = Weighed(Array.ConvertAll(ordered, entry => (float)Math.Log(1 + documents / (1.0 + entry.Documents))));
    }

    /// <summary>The layer with its vocabulary as JSON, which <c>FromJson</c> reads.</summary>
    public string ToJson() => PreprocessorState.Write(GetType().Name, Write);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteOptional("max_tokens", MaxTokens);
        json.WriteNumber("num_oov_indices", NumOovIndices);
        json.WritePropertyName("mask_token");
        if (_masks) WriteToken(json, _mask);
        else json.WriteNullValue();
        json.WritePropertyName("oov_token");
        WriteToken(json, OovToken);
        json.WriteString("output_mode", OutputMode.Name);
        json.WriteBoolean("pad_to_max_tokens", PadToMaxTokens);
        json.WriteBoolean("has_input_vocabulary", _given);
        json.WriteNumbers("idf_weights", _weights);
        if (_tokens is null)
        {
            json.WriteNull("vocabulary");
            return;
        }
        json.WriteStartArray("vocabulary");
        foreach (TToken token in _tokens) WriteToken(json, token);
        json.WriteEndArray();
    }

    /// <summary>Takes over the vocabulary that <see cref="Write"/> wrote.</summary>
    private protected void Restore(JsonElement config, Func<JsonElement, TToken> read)
    {
        JsonElement vocabulary = config.GetProperty("vocabulary");
        if (vocabulary.ValueKind == JsonValueKind.Null) return;
        // Keras takes a text for the path of a file, and opens it.
        if (vocabulary.ValueKind != JsonValueKind.Array) throw new FormatException($"The vocabulary must be a list of tokens but is {vocabulary.GetRawText()}; a path in a file is never opened.");
        TToken[] tokens = [.. vocabulary.EnumerateArray().Select(read)];
        CheckTokens(tokens);
        Keep(tokens);
        _weights = config.OptionalNumbers("idf_weights");
        if (OutputMode == OutputMode.TfIdf && _weights?.Length != Depth)
            throw new FormatException($"The mode tf_idf needs {Depth} idf_weights, but there are {_weights?.Length ?? 0}.");
    }
}
