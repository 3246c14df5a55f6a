using System.Text.Json;

namespace Keratin.Formats;

/// <summary>The header of a safetensors file: arrays by name, and texts beside them, in JSON.</summary>
/// <param name="Entries">The arrays, in the order of the header.</param>
/// <param name="Metadata">The texts.</param>
internal sealed record SafetensorsHeader(List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata)
{
    /// <summary>The name under which the texts stand.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>The most arrays that are read of one file, and the most texts.</summary>
    public const int MostEntries = 100_000;

    private const int MostAxes = 64;

    /// <summary>Reads a header.</summary>
    /// <param name="json">Its text, with the spaces behind it.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The text is no such header.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var header = new SafetensorsHeader([], new(StringComparer.Ordinal));
            header.Read(ref reader, name);
            return reader.Read() ? throw Malformed.In(name, "its header goes on behind its end") : header;
        }
        // Text that is not UTF-8 is noticed only where it is made a string, and by this exception.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Malformed.In(name, "its header is no JSON", error);
        }
    }

    private void Read(ref Utf8JsonReader reader, string name)
    {
        bool hasMetadata = false;
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, name);
        while (Next(ref reader, name) is { } key)
        {
            if (key != MetadataName)
            {
                if (!names.Add(key)) throw Malformed.In(name, $"it holds two arrays of the name '{key}'");
                if (names.Count > MostEntries) throw Malformed.In(name, $"it has more than {MostEntries:N0} arrays");
                Entries.Add(ReadEntry(ref reader, key, name));
                continue;
            }
            if (hasMetadata) throw Malformed.In(name, "its header has its metadata twice");
            hasMetadata = true;
            Expect(ref reader, JsonTokenType.StartObject, name);
            while (Next(ref reader, name) is { } text)
            {
                Expect(ref reader, JsonTokenType.String, name);
                if (!Metadata.TryAdd(text, reader.GetString()!)) throw Malformed.In(name, $"its metadata have two texts of the name '{text}'");
                if (Metadata.Count > MostEntries) throw Malformed.In(name, $"its metadata have more than {MostEntries:N0} texts");
            }
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string key, string name)
    {
        string part = $"{name}, array '{key}',";
        string? type = null;
        List<long>? sizes = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, part);
        while (Next(ref reader, part) is { } field)
        {
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, part);
                    type = reader.GetString();
                    break;
                case "shape" when sizes is null: sizes = Numbers(ref reader, part); break;
                case "data_offsets" when offsets is null: offsets = Numbers(ref reader, part); break;
                default: throw Malformed.In(part, $"its header has an unexpected or repeated entry '{field}'");
            }
        }
        if (type is null || sizes is null || offsets is not [var begin, var end]) throw Malformed.In(part, "its header lacks one of dtype, shape and two data_offsets");
        return new(key, type, DeclaredShape.Of(sizes, part), begin, end);
    }

    private static List<long> Numbers(ref Utf8JsonReader reader, string part)
    {
        Expect(ref reader, JsonTokenType.StartArray, part);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out long number) || number < 0) throw Malformed.In(part, "one of its sizes or offsets is no whole number from 0 on");
            if (numbers.Count == MostAxes) throw Malformed.In(part, $"it has more than {MostAxes} axes");
            numbers.Add(number);
        }
        return reader.TokenType == JsonTokenType.EndArray ? numbers : throw Malformed.In(part, "one of its sizes or offsets is no number");
    }

    // The next name of an object, or null at its end.
    private static string? Next(ref Utf8JsonReader reader, string part) =>
        !reader.Read() ? throw Malformed.In(part, "its header ends early")
        : reader.TokenType == JsonTokenType.EndObject ? null
        : reader.GetString();

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string part)
    {
        if (!reader.Read() || reader.TokenType != type) throw Malformed.In(part, $"its header has a {reader.TokenType} where a {type} belongs");
    }
}
