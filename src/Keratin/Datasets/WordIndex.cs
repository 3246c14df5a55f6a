using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Keratin;

/// <summary>
/// The words of a dataset and their ranks: 1 is the most frequent word. In the dataset itself a word's index is its
/// rank plus 3, because 0 stands for padding, 1 for the start and 2 for an unknown word.
/// </summary>
public sealed class WordIndex : IReadOnlyCollection<KeyValuePair<string, int>>
{
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _words = [];

    /// <summary>Makes an index of words and their ranks.</summary>
    /// <param name="ranks">Each word once.</param>
    /// <exception cref="ArgumentException">A word is given twice.</exception>
    public WordIndex(IEnumerable<KeyValuePair<string, int>> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        foreach ((string word, int rank) in ranks)
        {
            if (!_ranks.TryAdd(word, rank)) throw new ArgumentException($"The word '{word}' is given twice.", nameof(ranks));
            _words.TryAdd(rank, word);
        }
    }

    /// <summary>The number of words.</summary>
    public int Count => _ranks.Count;

    /// <summary>The rank of a word.</summary>
    /// <param name="word">In the dataset's own spelling, for Reuters in lower case.</param>
    /// <exception cref="KeyNotFoundException">The word is not in the index; <see cref="TryGetRank"/> asks without an error.</exception>
    public int this[string word] => TryGetRank(word, out int rank) ? rank : throw new KeyNotFoundException($"The word '{word}' is not among the {Count:N0} words of this index.");

    /// <summary>Looks up a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="rank">Its rank, if it is in the index.</param>
    /// <returns>Whether it is in the index.</returns>
    public bool TryGetRank(string word, out int rank) => _ranks.TryGetValue(word, out rank);

    /// <summary>Looks up a rank.</summary>
    /// <param name="rank">A rank, from 1 up.</param>
    /// <param name="word">The word that has it, if any.</param>
    /// <returns>Whether a word has it.</returns>
    public bool TryGetWord(int rank, [NotNullWhen(true)] out string? word) => _words.TryGetValue(rank, out word);

    /// <summary>Turns a sequence of the dataset back into words, divided by spaces, with <c>?</c> where an index has none.</summary>
    /// <param name="sequence">Indices as the dataset's <c>LoadData</c> returns them.</param>
    /// <param name="indexFrom">What was added to the ranks: the argument of that name given to <c>LoadData</c>.</param>
    /// <returns>For example <c>? ? ? said as a result of its december acquisition ...</c></returns>
    public string Decode(IEnumerable<int> sequence, int indexFrom = 3)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var text = new StringBuilder();
        foreach (int index in sequence)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(TryGetWord(index - indexFrom, out string? word) ? word : "?");
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => _ranks.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads an index as Keras stores it: one JSON object of words and ranks.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not such an object, or is truncated.</exception>
    internal static WordIndex Read(string path) => Read(File.ReadAllBytes(path), path);

    /// <summary>Reads such an index from memory.</summary>
    /// <inheritdoc cref="Read(string)"/>
    internal static WordIndex Read(byte[] json, string path)
    {
        try
        {
            return new WordIndex(Ranks(json));
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{path} cannot be read: it is not a JSON object of words and their ranks, so it is truncated or damaged.", error);
        }
    }

    private static List<KeyValuePair<string, int>> Ranks(byte[] json)
    {
        var ranks = new List<KeyValuePair<string, int>>();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("The text is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string word = reader.GetString()!;
            reader.Read();
            ranks.Add(new(word, reader.GetInt32()));
        }
        reader.Read();
        return ranks;
    }
}
