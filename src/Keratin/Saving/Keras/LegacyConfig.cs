namespace Keratin;

/// <summary>Configurations of legacy files, of Keras 2 and 3, in the words of today.</summary>
internal static class LegacyConfig
{
    // What says only how something was computed, not what.
    private static readonly string[] WithoutEffect = ["jit_compile", "is_legacy_optimizer"];

    /// <summary>A model's configuration, as <c>config.json</c> would hold it.</summary>
    /// <param name="config">The class and its settings: the attribute <c>model_config</c>.</param>
    /// <exception cref="InvalidDataException">What stands where a class should is none.</exception>
    public static Config Translate(Config config) =>
        Translate((object)config) as Config ?? throw new InvalidDataException($"Its configuration has {ConfigJson.Text(config.GetValue("class_name"))} where a class with its settings was expected.");

    /// <summary>How a model was compiled, as <c>compile_config</c> would hold it.</summary>
    /// <param name="training">The attribute <c>training_config</c>.</param>
    public static Config TranslateTraining(Config training)
    {
        var result = new Config();
        result.SetValue("optimizer", training.GetOptionalConfig("optimizer_config") is { } optimizer ? Translate(Optimizer(optimizer)) : null);
        foreach (string name in (string[])["loss", "loss_weights", "metrics", "weighted_metrics"]) result.SetValue(name, Translate(training.GetValue(name)));
        return result;
    }

    private static object? Translate(object? value)
    {
        if (value is IReadOnlyList<object?> list) return list.Select(Translate).ToArray();
        if (value is not Config config) return value;
        object? settings = config.GetValue("config");
        switch (config.GetValue("class_name"))
        {
            case "__tuple__": return Translate(config.GetValue("items"));
            case "MeanMetricWrapper" when settings is Config wrapper && wrapper.GetValue("fn") is string function: return function;
            case "Model": return Translate(With(config, "class_name", "Functional"));
            case "Sequential" when settings is Config stack && stack.GetValue("layers") is IReadOnlyList<object?> layers && InputOf(layers) is { } input:
                return Translate(With(config, "config", With(stack, "layers", layers.Prepend(input).ToArray())));
            case "BatchNormalization" when settings is Config normalization && normalization.GetValue("axis") is IReadOnlyList<object?> and [var axis]:
                return Translate(With(config, "config", With(normalization, "axis", axis)));
        }
        var result = new Config();
        foreach ((string name, object? inner) in config.Values)
        {
            // The shape of the input stands in an input of its own; other types than this one are refused by who reads them.
            if (name == "batch_input_shape" && !config.Has("sparse")) continue;
            if (name == "dtype" && inner is "float32") continue;
            result.SetValue(name, name == "reduction" && inner is "auto" ? "sum_over_batch_size" : Translate(inner));
        }
        return result;
    }

    // What goes into a stack whose first layer says so itself.
    private static Config? InputOf(IReadOnlyList<object?> layers)
    {
        if (layers is not [Config first, ..] || first.GetValue("class_name") is "InputLayer" || first.GetValue("config") is not Config settings) return null;
        if ((settings.GetValue("batch_input_shape") ?? settings.GetValue("batch_shape")) is not { } shape) return null;
        var input = new Config();
        input.SetValue("batch_shape", shape);
        return ConfigObject.Named("keras.layers", "InputLayer", input);
    }

    private static Config Optimizer(Config optimizer)
    {
        if (optimizer.GetValue("config") is not Config settings) return optimizer;
        var result = new Config();
        foreach ((string name, object? value) in settings.Values)
            if (!WithoutEffect.Contains(name) && !(name == "decay" && (value is 0.0 or 0L))) result.SetValue(name == "lr" ? "learning_rate" : name, value);
        return With(optimizer, "config", result);
    }

    private static Config With(Config config, string setting, object? value)
    {
        var result = new Config();
        foreach ((string name, object? old) in config.Values) result.SetValue(name, name == setting ? value : old);
        return result;
    }
}
