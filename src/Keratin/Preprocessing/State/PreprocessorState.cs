using System.Text;
using System.Text.Json;

namespace Keratin;

/// <summary>
/// How a preprocessing layer is kept as JSON: <c>{"class_name": …, "config": {…}}</c> with Keras's own names inside,
/// and what the layer learnt beside them.
/// </summary>
internal static class PreprocessorState
{
    /// <summary>One layer as JSON.</summary>
    /// <param name="className">Its class.</param>
    /// <param name="config">Writes the configuration's properties.</param>
    public static string Write(string className, Action<Utf8JsonWriter> config)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) Write(json, className, config);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>One layer inside other JSON.</summary>
    public static void Write(Utf8JsonWriter json, string className, Action<Utf8JsonWriter> config)
    {
        json.WriteStartObject();
        json.WriteString("class_name", className);
        json.WriteStartObject("config");
        config(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Makes a layer from JSON.</summary>
    /// <param name="json">What <see cref="Write(string, Action{Utf8JsonWriter})"/> returned.</param>
    /// <param name="className">The class that is expected.</param>
    /// <param name="make">Makes it from its configuration.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static T Read<T>(string json, string className, Func<JsonElement, T> make)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            string? found = document.RootElement.GetProperty("class_name").GetString();
            return found == className ? make(document.RootElement.GetProperty("config"))
                : throw new InvalidDataException($"The JSON is of the class {found}, but {className} was asked to read it: call {found}.FromJson.");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The text cannot be read as a {className}: {error.Message} Give what {className}.ToJson returned.", error);
        }
    }

    /// <summary>A number that may be missing, written as null.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    /// <summary>An array of numbers, or null.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<float>? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        foreach (float value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    /// <summary>A number that may be null.</summary>
    public static int? OptionalInt(this JsonElement config, string name) => config.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetInt32() : null;

    /// <summary>A number that a 32-bit one can hold.</summary>
    /// <exception cref="FormatException">It is larger, as 1e999 is.</exception>
    public static float Single(this JsonElement value) => float.IsFinite(value.GetSingle()) ? value.GetSingle() : throw new FormatException("One of its numbers is too large.");

    /// <summary>A number.</summary>
    /// <exception cref="FormatException">It is too large for one, as 1e999 is.</exception>
    public static double Double(this JsonElement value) => double.IsFinite(value.GetDouble()) ? value.GetDouble() : throw new FormatException("One of its numbers is too large.");

    /// <summary>A text that may be null.</summary>
    public static string? OptionalText(this JsonElement config, string name) => config.GetProperty(name).GetString();

    /// <summary>An array of numbers, or null.</summary>
    public static float[]? OptionalNumbers(this JsonElement config, string name) =>
        config.GetProperty(name) is { ValueKind: not JsonValueKind.Null } values ? [.. values.EnumerateArray().Select(value => value.Single())] : null;
}
