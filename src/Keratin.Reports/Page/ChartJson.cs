using System.Globalization;
using System.Text.Json;

namespace Keratin;

/// <summary>Numbers as the script reads them.</summary>
internal static class ChartJson
{
    /// <summary>A number with six digits, which is more than a screen shows; nothing for one that is not finite.</summary>
    public static void WriteFigure(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteRawValue(value.ToString("G6", CultureInfo.InvariantCulture));
        else json.WriteNullValue();
    }

    /// <summary>A list of numbers.</summary>
    public static void WriteFigures(this Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values) json.WriteFigure(value);
        json.WriteEndArray();
    }

    /// <summary>A list of whole numbers, all their digits.</summary>
    public static void WriteWholes(this Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (int value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
