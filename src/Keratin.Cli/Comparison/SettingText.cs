using System.Text.Json;

namespace Keratin.Cli.Comparison;

/// <summary>A setting of a layer as people write it: <c>L2(l2=0.01)</c> rather than Keras's JSON of it.</summary>
internal static class SettingText
{
    /// <summary>The text of a value.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "none",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object when value.TryGetProperty("class_name", out JsonElement name) => ClassOf(name, value),
        JsonValueKind.Object => $"{{{Settings(value)}}}",
        _ => value.GetRawText(),
    };

    /// <summary>The settings of an object that say something, without its name: <c>units=64, activation=relu</c>.</summary>
    public static string Settings(JsonElement config) => string.Join(", ", config.EnumerateObject()
        .Where(setting => setting.Name is not ("name" or "dtype" or "trainable") && setting.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
        .Select(setting => $"{setting.Name}={Of(setting.Value)}"));

    private static string ClassOf(JsonElement name, JsonElement value) => !value.TryGetProperty("config", out JsonElement config) ? Of(name)
        : config.ValueKind != JsonValueKind.Object ? Of(config)
        : Settings(config) is { Length: > 0 } settings ? $"{Of(name)}({settings})" : Of(name);
}
