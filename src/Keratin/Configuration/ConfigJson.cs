using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keratin;

/// <summary>Configurations as JSON and back.</summary>
internal static class ConfigJson
{
    // Numbers as Python writes them are read too: NaN and Infinity are no JSON, so they are refused.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    // A value of three characters becomes an object of a hundred bytes.
    private const int MostValues = 1_000_000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A configuration as one line of JSON.</summary>
    public static string Write(Config config) => Text(config);

    /// <summary>A value as one line of JSON.</summary>
    public static string Text(object? value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain)) Write(json, value);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="InvalidDataException">It is none, or names a setting twice.</exception>
    public static Config Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            int values = 0;
            return Value(document.RootElement, ref values) as Config ?? throw new InvalidDataException("The JSON must be one object.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"The JSON cannot be read: {error.Message}", error);
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: WriteNumber(json, number); break;
            case string text: json.WriteStringValue(text); break;
            case Config config:
                json.WriteStartObject();
                foreach ((string name, object? inner) in config.Values)
                {
                    json.WritePropertyName(name);
                    Write(json, inner);
                }
                json.WriteEndObject();
                break;
            case IReadOnlyList<object?> list:
                json.WriteStartArray();
                foreach (object? inner in list) Write(json, inner);
                json.WriteEndArray();
                break;
            default: throw new ArgumentException($"A configuration cannot hold a {value.GetType().Name}.", nameof(value));
        }
    }

    // As Python does: 1.0 stays a number with a point, so that it is read as one.
    private static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (!double.IsFinite(number)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A configuration cannot hold the number {number}."), nameof(number));
        if (number == Math.Floor(number) && Math.Abs(number) < 1e16) json.WriteRawValue(number.ToString("F1", CultureInfo.InvariantCulture));
        else json.WriteNumberValue(number);
    }

    private static object? Value(JsonElement element, ref int values)
    {
        if (++values > MostValues) throw new InvalidDataException($"The JSON has more than {MostValues:N0} values.");
        switch (element.ValueKind)
        {
            case JsonValueKind.Null: return null;
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.String: return element.GetString();
            case JsonValueKind.Number: return element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble();
            case JsonValueKind.Array:
                var list = new List<object?>();
                foreach (JsonElement inner in element.EnumerateArray()) list.Add(Value(inner, ref values));
                return list.ToArray();
            default:
                var config = new Config();
                foreach (JsonProperty property in element.EnumerateObject()) config.SetValue(property.Name, Value(property.Value, ref values));
                return config;
        }
    }
}
