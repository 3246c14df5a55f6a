namespace Keratin;

/// <summary>The type that Keras computes in: a text in configurations of old versions, an object in those of newer ones.</summary>
internal static class DTypePolicy
{
    /// <summary>Reads the type of a configuration.</summary>
    /// <exception cref="InvalidDataException">It is another than float32.</exception>
    public static void Check(Config config)
    {
        if (Other(config) is { } type) throw new InvalidDataException($"It computes in {ConfigJson.Text(type)}, but here everything is computed in float32.");
    }

    /// <summary>The type of a configuration where it is another than float32; else null.</summary>
    public static object? Other(Config config)
    {
        object? type = config.GetValue("dtype");
        if (type is Config policy) type = policy.GetOptionalConfig("config")?.GetOptionalString("name");
        return type is "float32" ? null : type;
    }
}
