using System.Text.Json;

namespace Keratin;

/// <summary>
/// Gives each string of a vocabulary its index: <c>cat</c> becomes 3, and an unknown string 0. The vocabulary is given,
/// or learnt with <c>Adapt</c>. Keras's layer of that name, for .NET data.
/// </summary>
/// <example>
/// <code>
/// var lookup = new StringLookup(outputMode: "one_hot");
/// lookup.Adapt(["red", "green", "red"]);
/// NDArray x = lookup.Call(["green", "blue"]);   // [[0 0 1] [1 0 0]]: blue is unknown
/// </code>
/// </example>
public sealed class StringLookup : IndexLookup<string>
{
    /// <summary>Makes a lookup.</summary>
    /// <param name="maxTokens">The largest size of the vocabulary, with the mask and the unknown tokens; null, the default: no limit.</param>
    /// <param name="numOovIndices">How many indices unknown strings share; of several, FarmHash64 of the string chooses one. With 0 an unknown string is an error. Default: 1.</param>
    /// <param name="maskToken">The string that stands for nothing: index 0 in the mode <c>int</c>, no trace in the others; null, the default: none.</param>
    /// <param name="oovToken">What stands for unknown strings in the vocabulary and in <c>Invert</c>. Default: <c>[UNK]</c>.</param>
    /// <param name="vocabulary">The vocabulary in the order of its indices; null, the default: it will be learnt.</param>
    /// <param name="idfWeights">For a given vocabulary in the mode tf_idf: the inverse document frequency of each string.</param>
    /// <param name="outputMode"><c>int</c> (the default), <c>one_hot</c>, <c>multi_hot</c>, <c>count</c> or <c>tf_idf</c>.</param>
    /// <param name="padToMaxTokens">Whether rows are as wide as <paramref name="maxTokens"/> even where the vocabulary is smaller. Default: no.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public StringLookup(int? maxTokens = null, int numOovIndices = 1, string? maskToken = null, string oovToken = "[UNK]",
        IEnumerable<string>? vocabulary = null, float[]? idfWeights = null, OutputMode? outputMode = null, bool padToMaxTokens = false)
        : this(maxTokens, numOovIndices, maskToken, oovToken, outputMode, padToMaxTokens, vocabulary is not null)
    {
        if (vocabulary is not null) SetVocabulary(vocabulary, idfWeights);
        else if (idfWeights is not null) throw new ArgumentException("idfWeights belong to a vocabulary: give vocabulary as well, or leave them out and call Adapt.", nameof(idfWeights));
    }

    private StringLookup(int? maxTokens, int numOovIndices, string? maskToken, string oovToken, OutputMode? outputMode, bool padToMaxTokens, bool given)
        : base(maxTokens, numOovIndices, maskToken is not null, maskToken ?? "", oovToken, outputMode, padToMaxTokens, given, StringComparer.Ordinal, Utf8Order.Instance) =>
        ArgumentNullException.ThrowIfNull(oovToken);

    /// <summary>Makes a lookup from what <see cref="IndexLookup{TToken}.ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static StringLookup FromJson(string json) => PreprocessorState.Read(json, nameof(StringLookup), Read);

    internal static StringLookup Read(JsonElement config)
    {
        var lookup = new StringLookup(config.OptionalInt("max_tokens"), config.GetProperty("num_oov_indices").GetInt32(), config.OptionalText("mask_token"),
            config.OptionalText("oov_token")!, config.OptionalText("output_mode")!, config.GetProperty("pad_to_max_tokens").GetBoolean(), config.GetProperty("has_input_vocabulary").GetBoolean());
        lookup.Restore(config, token => token.GetString()!);
        return lookup;
    }

    private protected override int Bin(string token, int bins) => (int)(Fingerprint.Of(token) % (uint)bins);

    private protected override string Quoted(string token) => $"\"{token}\"";

    private protected override void WriteToken(Utf8JsonWriter json, string token) => json.WriteStringValue(token);
}
