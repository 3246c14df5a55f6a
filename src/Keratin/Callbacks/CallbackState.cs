using System.Globalization;

namespace Keratin;

/// <summary>
/// What a callback knows in the middle of a training, by name: numbers, texts and arrays. A backup keeps it, so that a
/// training that was broken off goes on as if nothing had happened (<see cref="BackupAndRestore"/>).
/// </summary>
public sealed class CallbackState
{
    private readonly SortedList<string, string> _texts = new(StringComparer.Ordinal);
    private readonly SortedList<string, NDArray[]> _arrays = new(StringComparer.Ordinal);

    /// <summary>Keeps a number, to the last bit; null keeps nothing.</summary>
    /// <param name="name">Its name, without a slash.</param>
    /// <param name="value">The number; NaN and infinities too.</param>
    public void Set(string name, double? value) => Set(name, value?.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Keeps a text; null keeps nothing.</summary>
    /// <param name="name">Its name, without a slash.</param>
    /// <param name="value">The text.</param>
    public void Set(string name, string? value)
    {
        Check(name);
        if (value is not null) _texts[name] = value;
    }

    /// <summary>Keeps arrays, such as a model's weights; null keeps nothing.</summary>
    /// <param name="name">Their name, without a slash.</param>
    /// <param name="values">The arrays; they are copied into the backup as they are written.</param>
    public void Set(string name, IReadOnlyList<NDArray>? values)
    {
        Check(name);
        if (values is not null) _arrays[name] = [.. values];
    }

    /// <summary>A number; null where there is none of the name.</summary>
    /// <param name="name">Its name.</param>
    public double? GetNumber(string name) => GetText(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A whole number; null where there is none of the name.</summary>
    /// <param name="name">Its name.</param>
    public int? GetInt(string name) => (int?)GetNumber(name);

    /// <summary>A text; null where there is none of the name.</summary>
    /// <param name="name">Its name.</param>
    public string? GetText(string name) => _texts.GetValueOrDefault(name);

    /// <summary>Arrays; null where there are none of the name.</summary>
    /// <param name="name">Their name.</param>
    public IReadOnlyList<NDArray>? GetArrays(string name) => _arrays.GetValueOrDefault(name);

    /// <summary>The numbers and texts, as they are written.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Texts => _texts;

    /// <summary>The arrays.</summary>
    internal IEnumerable<KeyValuePair<string, NDArray[]>> Arrays => _arrays;

    private static void Check(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('/', StringComparison.Ordinal)) throw new ArgumentException($"What a callback keeps needs a name without a slash, but got \"{name}\".", nameof(name));
    }
}
