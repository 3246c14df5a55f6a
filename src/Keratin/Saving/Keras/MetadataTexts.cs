using System.Globalization;
using System.Text;

namespace Keratin;

/// <summary>The texts of a user's own beside a model, in the part of its file's metadata that is Keratin's.</summary>
internal static class MetadataTexts
{
    private const string Setting = "metadata";
    private const int MostTexts = 10_000, MostBytes = 16 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the texts in the order of their names, so that the same texts make the same bytes; none leave no trace.</summary>
    /// <exception cref="InvalidOperationException">A file cannot hold them.</exception>
    public static void Write(IDictionary<string, string> metadata, Config config)
    {
        if (metadata.Count == 0) return;
        if (Excess(metadata) is { } excess) throw new InvalidOperationException($"The model's Metadata cannot be saved: {excess}.");
        var texts = new Config();
        foreach ((string name, string text) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)) texts.Set(name, text);
        config.SetValue(Setting, texts);
    }

    /// <summary>Reads the texts.</summary>
    /// <param name="own">Keratin's part of a file's metadata, if it has one.</param>
    /// <exception cref="InvalidDataException">They are no texts, or more than <see cref="Write"/> would have written.</exception>
    public static IReadOnlyDictionary<string, string> Read(Config? own)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (own?.GetOptionalConfig(Setting) is not { } texts) return metadata;
        foreach (string name in texts.Names) metadata.Add(name, texts.GetString(name));
        return Excess(metadata) is { } excess ? throw new InvalidDataException($"Its metadata cannot be read: {excess}.") : metadata;
    }

    private static string? Excess(IDictionary<string, string> metadata)
    {
        if (metadata.Count > MostTexts) return string.Create(CultureInfo.InvariantCulture, $"there are {metadata.Count:N0} texts, and {MostTexts:N0} are the most that a file holds");
        long bytes = 0;
        foreach ((string name, string text) in metadata)
        {
            if (name.Length == 0) return "a text has no name";
            if (text is null) return $"the text \"{name}\" is null";
            try
            {
                bytes += Strict.GetByteCount(name) + (long)Strict.GetByteCount(text);
            }
            catch (EncoderFallbackException)
            {
                return $"\"{name}\" has half of a character, which no file can hold";
            }
        }
        return bytes > MostBytes ? string.Create(CultureInfo.InvariantCulture, $"the texts have {bytes:N0} bytes, and {MostBytes:N0} are the most that a file holds") : null;
    }
}
