using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Keratin;

/// <summary>What a cross-validation gives for each name: <c>folds.Scores["mae"]</c>. The loss comes first, then the metrics in the order of Compile.</summary>
/// <typeparam name="T">What there is for a name: a number, or one number per fold.</typeparam>
public sealed class FoldValues<T> : IReadOnlyDictionary<string, T>
{
    private readonly OrderedDictionary<string, T> _values = new(StringComparer.Ordinal);

    internal FoldValues(IEnumerable<string> names, Func<string, T> value)
    {
        foreach (string name in names) _values.Add(name, value(name));
    }

    /// <summary>The value of a name.</summary>
    /// <param name="key"><c>"loss"</c> or a metric's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such name; the message lists those there are.</exception>
    public T this[string key] => _values.TryGetValue(key, out T? value) ? value
        : throw new KeyNotFoundException($"There is no \"{key}\" among the scores: {string.Join(", ", _values.Keys)}. Did you mean \"{NearestName.Of(key, _values.Keys)}\"? What else is to be measured belongs into the metrics of Compile.");

    /// <summary>How many names there are.</summary>
    public int Count => _values.Count;

    /// <summary>The names: <c>loss</c> first, then the metrics in the order of Compile.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The values, in the order of the names.</summary>
    public IEnumerable<T> Values => _values.Values;

    /// <summary>Whether there is a value of this name.</summary>
    /// <param name="key">For example <c>"mae"</c>.</param>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <summary>The value of a name, if there is one.</summary>
    /// <param name="key">For example <c>"mae"</c>.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _values.TryGetValue(key, out value);

    /// <summary>The names with their values, in order.</summary>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
