using System.Globalization;
using System.Text.Json;

namespace Keratin;

/// <summary>
/// Gives each whole number of a vocabulary its index, so that scattered numbers such as product codes become 1, 2, 3; an
/// unknown number becomes 0. The vocabulary is given, or learnt with <c>Adapt</c>. Keras's layer of that name, for .NET data.
/// </summary>
public sealed class IntegerLookup : IndexLookup<long>
{
    /// <summary>Makes a lookup.</summary>
    /// <param name="maxTokens">The largest size of the vocabulary, with the mask and the unknown tokens; null, the default: no limit.</param>
    /// <param name="numOovIndices">How many indices unknown numbers share; of several, the number modulo their count chooses one. With 0 an unknown number is an error. Default: 1.</param>
    /// <param name="maskToken">The number that stands for nothing: index 0 in the mode <c>int</c>, no trace in the others; null, the default: none.</param>
    /// <param name="oovToken">What stands for unknown numbers in the vocabulary and in <c>Invert</c>; <c>Adapt</c> does not learn it. Default: −1.</param>
    /// <param name="vocabulary">The vocabulary in the order of its indices; null, the default: it will be learnt.</param>
    /// <param name="idfWeights">For a given vocabulary in the mode tf_idf: the inverse document frequency of each number.</param>
    /// <param name="outputMode"><c>int</c> (the default), <c>one_hot</c>, <c>multi_hot</c>, <c>count</c> or <c>tf_idf</c>.</param>
    /// <param name="padToMaxTokens">Whether rows are as wide as <paramref name="maxTokens"/> even where the vocabulary is smaller. Default: no.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public IntegerLookup(int? maxTokens = null, int numOovIndices = 1, long? maskToken = null, long oovToken = -1,
        IEnumerable<long>? vocabulary = null, float[]? idfWeights = null, OutputMode? outputMode = null, bool padToMaxTokens = false)
        : this(maxTokens, numOovIndices, maskToken, oovToken, outputMode, padToMaxTokens, vocabulary is not null)
    {
        if (vocabulary is not null) SetVocabulary(vocabulary, idfWeights);
        else if (idfWeights is not null) throw new ArgumentException("idfWeights belong to a vocabulary: give vocabulary as well, or leave them out and call Adapt.", nameof(idfWeights));
    }

    private IntegerLookup(int? maxTokens, int numOovIndices, long? maskToken, long oovToken, OutputMode? outputMode, bool padToMaxTokens, bool given)
        : base(maxTokens, numOovIndices, maskToken is not null, maskToken ?? 0, oovToken, outputMode, padToMaxTokens, given, EqualityComparer<long>.Default, Comparer<long>.Default)
    {
    }

    /// <inheritdoc cref="IndexLookup{TToken}.Adapt(IEnumerable{TToken})"/>
    public void Adapt(IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Adapt(tokens.Select(token => (long)token));
    }

    /// <inheritdoc cref="IndexLookup{TToken}.Adapt(IEnumerable{TToken[]})"/>
    public void Adapt(IEnumerable<int[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Adapt(rows.Select(Widened));
    }

    /// <inheritdoc cref="IndexLookup{TToken}.Call(IEnumerable{TToken})"/>
    public NDArray Call(IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Call(tokens.Select(token => (long)token));
    }

    /// <inheritdoc cref="IndexLookup{TToken}.Call(IEnumerable{TToken[]})"/>
    public NDArray Call(IEnumerable<int[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Call(rows.Select(Widened));
    }

    /// <summary>Makes a lookup from what <see cref="IndexLookup{TToken}.ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static IntegerLookup FromJson(string json) => PreprocessorState.Read(json, nameof(IntegerLookup), Read);

    internal static IntegerLookup Read(JsonElement config)
    {
        JsonElement mask = config.GetProperty("mask_token");
        var lookup = new IntegerLookup(config.OptionalInt("max_tokens"), config.GetProperty("num_oov_indices").GetInt32(), mask.ValueKind == JsonValueKind.Null ? null : mask.GetInt64(),
            config.GetProperty("oov_token").GetInt64(), config.OptionalText("output_mode")!, config.GetProperty("pad_to_max_tokens").GetBoolean(), config.GetProperty("has_input_vocabulary").GetBoolean());
        lookup.Restore(config, token => token.GetInt64());
        return lookup;
    }

    // The remainder has the divisor's sign, as in Python.
    private protected override int Bin(long token, int bins) => (int)((token % bins + bins) % bins);

    private protected override string Quoted(long token) => token.ToString(CultureInfo.InvariantCulture);

    private protected override void WriteToken(Utf8JsonWriter json, long token) => json.WriteNumberValue(token);

    private static long[] Widened(int[] row, int number) => Array.ConvertAll(row ?? throw NullRow(number), token => (long)token);
}
