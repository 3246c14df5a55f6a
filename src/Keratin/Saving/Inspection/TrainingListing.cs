namespace Keratin;

/// <summary>How a model was compiled, told from its <c>compile_config</c> by names alone.</summary>
internal static class TrainingListing
{
    /// <summary>Reads it.</summary>
    /// <param name="config">The configuration; null or empty for a model that was not compiled.</param>
    public static TrainingDescription? Of(Config? config)
    {
        if (config?.GetValue("optimizer") is not { } optimizer) return null;
        Config settings = (optimizer as Config)?.GetValue("config") as Config ?? new Config();
        object? rate = settings.GetValue("learning_rate");
        return new TrainingDescription(NameOf(optimizer) ?? "?", rate switch { double number => number, long number => number, _ => null }, rate is Config schedule ? NameOf(schedule) : null,
            [.. Names(config.GetValue("loss"))], [.. Names(config.GetValue("metrics")), .. Names(config.GetValue("weighted_metrics"))]);
    }

    // A name, an object, a list of such, or such by the outputs' names.
    private static IEnumerable<string> Names(object? value) => value switch
    {
        null => [],
        IReadOnlyList<object?> list => list.SelectMany(Names),
        Config byOutput when !byOutput.Has("class_name") => byOutput.Values.SelectMany(output => Names(output.Value).Select(name => $"{output.Key}: {name}")),
        _ => NameOf(value) is { } name ? [name] : [],
    };

    // A function stands by its own name, an object by its class.
    private static string? NameOf(object value) => value as string
        ?? (value is Config config ? (LayerListing.TextOf(config, "class_name") is "function" ? config.GetValue("config") as string : LayerListing.TextOf(config, "class_name")) : null);
}
