using System.Text.Json;

namespace Keratin;

/// <summary>
/// Turns raw texts into what a network takes: standardised, split into words, and each word looked up in a vocabulary that
/// is given or learnt with <see cref="Adapt"/>. Keras's layer of that name, for .NET data.
/// </summary>
/// <remarks>
/// In the mode <c>int</c> a text becomes the indices of its words: 0 fills up shorter texts, 1 is an unknown word, 2 the
/// most frequent. In the other modes it becomes a sparse row over the vocabulary, in which 0 is the unknown word. Texts are
/// worked on by all processors; the result does not depend on their number.
/// </remarks>
/// <example>
/// <code>
/// var vectorize = new TextVectorization(maxTokens: 10_000, outputMode: "multi_hot");
/// vectorize.Adapt(trainTexts);
/// model.Fit(vectorize.Call(trainTexts), labels);
/// </code>
/// </example>
public sealed class TextVectorization
{
    // Enough texts that the workers' starts do not count, few enough to hold in memory.
    private const int TextsAtATime = 16_384;

    private readonly StringLookup _lookup;

    /// <summary>Makes a vectorisation.</summary>
    /// <param name="maxTokens">The largest size of the vocabulary, with the padding and the unknown word; null: no limit.</param>
    /// <param name="standardize"><c>lower_and_strip_punctuation</c> (the default), <c>lower</c>, <c>strip_punctuation</c>, <c>none</c>, or a function of your own.</param>
    /// <param name="split"><c>whitespace</c> (the default), <c>character</c>, <c>none</c>, or a function of your own.</param>
    /// <param name="ngrams">How neighbouring tokens are joined: <c>2</c> for single tokens and pairs, <c>[2, 3]</c> for pairs and triples; null: not at all.</param>
    /// <param name="outputMode"><c>int</c> (the default), <c>multi_hot</c>, <c>count</c> or <c>tf_idf</c>.</param>
    /// <param name="outputSequenceLength">In the mode <c>int</c>: the length to which texts are cut or filled up with 0; null: that of the longest text of the call.</param>
    /// <param name="padToMaxTokens">In the other modes: whether rows are as wide as <paramref name="maxTokens"/> even where the vocabulary is smaller. Default: no.</param>
    /// <param name="vocabulary">The vocabulary in the order of its indices; null: it will be learnt.</param>
    /// <param name="idfWeights">For a given vocabulary in the mode tf_idf: the inverse document frequency of each word.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public TextVectorization(int? maxTokens = null, TextStandardization? standardize = null, TextSplit? split = null, Ngrams? ngrams = null,
        OutputMode? outputMode = null, int? outputSequenceLength = null, bool padToMaxTokens = false, IEnumerable<string>? vocabulary = null, float[]? idfWeights = null)
        : this(standardize, split, ngrams, outputSequenceLength, new StringLookup(maxTokens, maskToken: "", vocabulary: vocabulary, idfWeights: idfWeights,
            outputMode: (outputMode ?? OutputMode.Int).Among(nameof(TextVectorization), OutputMode.Int, OutputMode.MultiHot, OutputMode.Count, OutputMode.TfIdf), padToMaxTokens: padToMaxTokens))
    {
    }

    private TextVectorization(TextStandardization? standardize, TextSplit? split, Ngrams? ngrams, int? outputSequenceLength, StringLookup lookup)
    {
        if (outputSequenceLength <= 0)
            throw new ArgumentOutOfRangeException(nameof(outputSequenceLength), outputSequenceLength, "outputSequenceLength is the number of indices per text, 1 or more; leave it out for that of the longest text.");
        if (outputSequenceLength is not null && lookup.OutputMode != OutputMode.Int)
            throw new ArgumentException($"outputSequenceLength is for the mode int, but outputMode is \"{lookup.OutputMode}\": leave it out.", nameof(outputSequenceLength));
        Standardize = standardize ?? TextStandardization.LowerAndStripPunctuation;
        Split = split ?? TextSplit.Whitespace;
        Ngrams = ngrams;
        OutputSequenceLength = outputSequenceLength;
        _lookup = lookup;
        _lookup.Layer = nameof(TextVectorization);
    }

    /// <summary>What happens to a text before it is split.</summary>
    public TextStandardization Standardize { get; }

    /// <summary>How a text becomes tokens.</summary>
    public TextSplit Split { get; }

    /// <summary>How tokens are joined; null: not at all.</summary>
    public Ngrams? Ngrams { get; }

    /// <summary>What <see cref="Call"/> makes of a text.</summary>
    public OutputMode OutputMode => _lookup.OutputMode;

    /// <summary>The number of indices per text in the mode <c>int</c>; null: that of the longest text of the call.</summary>
    public int? OutputSequenceLength { get; }

    /// <summary>The largest size of the vocabulary; null: no limit.</summary>
    public int? MaxTokens => _lookup.MaxTokens;

    /// <summary>The number of indices, with the padding, if it has one, and the unknown word.</summary>
    public int VocabularySize => _lookup.VocabularySize;

    /// <summary>The inverse document frequency of each index, in the mode tf_idf; null where it is not known.</summary>
    public IReadOnlyList<float>? IdfWeights => _lookup.IdfWeights;

    /// <summary>The vocabulary in the order of its indices.</summary>
    /// <param name="includeSpecialTokens">Whether the padding (<c>""</c>, in the mode <c>int</c>) and the unknown word (<c>[UNK]</c>), which come first, are in it.</param>
    public string[] GetVocabulary(bool includeSpecialTokens = true) => _lookup.GetVocabulary(includeSpecialTokens);

    /// <summary>Sets the vocabulary in place of learning it.</summary>
    /// <param name="vocabulary">Each word once, standardised, in the order of the indices; the special tokens may stand in front, or not.</param>
    /// <param name="idfWeights">In the mode tf_idf, and only there: the inverse document frequency of each word.</param>
    /// <exception cref="ArgumentException">The vocabulary is empty, too large, or has a word twice; or the weights are missing, too many or too few.</exception>
    public void SetVocabulary(IEnumerable<string> vocabulary, float[]? idfWeights = null) => _lookup.SetVocabulary(vocabulary, idfWeights);

    /// <summary>Learns the vocabulary: the most frequent words first, equally frequent ones in reverse order of their letters. What was learnt before is forgotten.</summary>
    /// <param name="texts">The texts, read once and not kept: they may come from a file.</param>
    /// <exception cref="InvalidOperationException">The vocabulary was given.</exception>
    /// <exception cref="ArgumentException">There is no text, or one is null.</exception>
    public void Adapt(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        _lookup.RequireLearning();
        var workers = new WordCounter[Environment.ProcessorCount];
        for (int i = 0; i < workers.Length; i++) workers[i] = new WordCounter(Tokenizer());
        int documents = 0;
        foreach (string[] part in texts.Chunk(TextsAtATime))
        {
            Check(part, documents);
            Workers.Run(workers.Length, worker => workers[worker].Count(Share(part, worker, workers.Length)));
            documents += part.Length;
        }
        // Sums do not depend on who counted what.
        foreach (WordCounter worker in workers[1..]) workers[0].Counts.Add(worker.Counts);
        _lookup.Learn(workers[0].Counts, documents);
    }

    /// <summary>Turns texts into indices, or into rows over the vocabulary.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>In the mode <c>int</c> the shape (texts, length); in the others sparse rows of shape (texts, vocabulary).</returns>
    /// <exception cref="ArgumentException">A text is null.</exception>
    /// <exception cref="InvalidOperationException">There is no vocabulary yet.</exception>
    public NDArray Call(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        _lookup.Known();
        string[] all = texts as string[] ?? [.. texts];
        Check(all, 0);
        var rows = new int[all.Length][];
        int workers = Math.Min(Environment.ProcessorCount, Math.Max(1, all.Length));
        Workers.Run(workers, worker => Look(Share(all, worker, workers), rows.AsSpan(Start(all.Length, worker, workers))));
        return OutputMode == OutputMode.Int ? Encode.PadSequences(rows, maxLen: OutputSequenceLength, padding: "post", truncating: "post")
            : IndexRows.Encode(rows, OutputMode, Depth, _lookup.Weights);
    }

    /// <summary>The layer with its vocabulary as JSON, which <see cref="FromJson"/> reads. Of a function of your own it holds the name.</summary>
    public string ToJson() => PreprocessorState.Write(nameof(TextVectorization), Write);

    /// <summary>Makes a vectorisation from what <see cref="ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="standardize">The standardisation, where it was a function of your own.</param>
    /// <param name="split">The split, where it was a function of your own.</param>
    /// <exception cref="InvalidDataException">The text is something else, is damaged, or was made with a function that is not given.</exception>
    public static TextVectorization FromJson(string json, TextStandardization? standardize = null, TextSplit? split = null) =>
        PreprocessorState.Read(json, nameof(TextVectorization), config => Read(config, standardize, split));

    internal static TextVectorization Read(JsonElement config, TextStandardization? standardize, TextSplit? split) => new(
        standardize ?? config.OptionalText("standardize")!, split ?? config.OptionalText("split")!,
        config.GetProperty("ngrams") is { ValueKind: JsonValueKind.Array } widths ? Ngrams.Create([.. widths.EnumerateArray().Select(width => width.GetInt32())]) : null,
        config.OptionalInt("output_sequence_length"), StringLookup.Read(config.GetProperty("lookup")));

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteString("standardize", Standardize.Name);
        json.WriteString("split", Split.Name);
        if (Ngrams is null) json.WriteNull("ngrams");
        else
        {
            json.WriteStartArray("ngrams");
            foreach (int width in Ngrams) json.WriteNumberValue(width);
            json.WriteEndArray();
        }
        json.WriteOptional("output_sequence_length", OutputSequenceLength);
        json.WriteStartObject("lookup");
        _lookup.Write(json);
        json.WriteEndObject();
    }

    /// <summary>The width of a row.</summary>
    internal int Depth => _lookup.Depth;

    /// <summary>Whether the vocabulary is learnt, not given.</summary>
    internal bool Learns => _lookup.Learns;

    private TextTokenizer Tokenizer() => new(Standardize, Split, Ngrams);

    private void Look(ReadOnlySpan<string> texts, Span<int[]> rows)
    {
        TextTokenizer tokens = Tokenizer();
        var indices = _lookup.Indices.GetAlternateLookup<ReadOnlySpan<char>>();
        int unknown = _lookup.IndexOfOther(_lookup.OovToken, 0), nothing = _lookup.IndexOfOther("", 0);
        for (int i = 0; i < texts.Length; i++)
        {
            tokens.Read(texts[i]);
            var row = new int[Math.Min(tokens.Count, OutputSequenceLength ?? int.MaxValue)];
            for (int token = 0; token < row.Length; token++)
                row[token] = indices.TryGetValue(tokens[token], out int index) ? index : tokens[token].IsEmpty ? nothing : unknown;
            rows[i] = row;
        }
    }

    private static void Check(string[] texts, int before)
    {
        int missing = Array.IndexOf(texts, null);
        if (missing >= 0) throw new ArgumentException($"Text {before + missing} is null; an empty text is \"\".", nameof(texts));
    }

    private static int Start(int count, int worker, int workers) => (int)((long)count * worker / workers);

    private static ReadOnlySpan<string> Share(string[] texts, int worker, int workers) =>
        texts.AsSpan(Start(texts.Length, worker, workers)..Start(texts.Length, worker + 1, workers));
}
