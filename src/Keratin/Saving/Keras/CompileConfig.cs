namespace Keratin;

/// <summary>How a model was compiled, in Keras's words: the <c>compile_config</c> of its files.</summary>
internal static class CompileConfig
{
    /// <summary>Writes how a model was compiled.</summary>
    /// <param name="compilation">What <c>Compile</c> was told; nothing for a model that was not compiled.</param>
    /// <exception cref="InvalidOperationException">A loss or a metric is a function of a user's own.</exception>
    public static Config Write(Compilation? compilation)
    {
        var config = new Config();
        if (compilation is null) return config;
        IReadOnlyList<OutputGoal> goals = compilation.Goals;
        bool weighted = goals.Any(goal => goal.Weight != 1);
        config.SetValue("optimizer", compilation.Optimizer.ToObject());
        config.SetValue("loss", goals.Count == 1 ? goals[0].Loss.InFiles : goals.Select(goal => (object?)goal.Loss.InFiles).ToArray());
        config.Set("loss_weights", weighted ? goals.Select(goal => goal.Weight) : null);
        config.SetValue("metrics", Metrics(goals, goal => goal.Metrics));
        config.SetValue("weighted_metrics", Metrics(goals, goal => goal.WeightedMetrics));
        config.Set("run_eagerly", false);
        config.Set("steps_per_execution", 1L);
        config.Set("jit_compile", false);
        return config;
    }

    /// <summary>Compiles a model as a file says, if it says so.</summary>
    /// <param name="model">A model that is not compiled.</param>
    /// <param name="config">The <c>compile_config</c>; null or empty for a model that was not compiled.</param>
    /// <exception cref="InvalidDataException">An optimizer, a loss or a metric is not known here, or they do not fit the model.</exception>
    public static void Apply(Model model, Config? config)
    {
        if (config?.GetValue("optimizer") is not { } optimizer || config.GetValue("loss") is not { } loss) return;
        IReadOnlyList<string> names = model.OutputNames;
        object?[] losses = PerOutput(loss, names), metrics = PerOutput(config.GetValue("metrics"), names), weightedMetrics = PerOutput(config.GetValue("weighted_metrics"), names);
        object?[] weights = PerOutput(config.GetValue("loss_weights"), names);
        try
        {
            model.Compile(Optimizer.Known.Read(optimizer), [.. names.Select((name, i) => new OutputGoal(
                Loss.Known.Read(losses[i] ?? throw new InvalidDataException($"The output \"{name}\" has no loss.")),
                ReadWeight(weights[i]),
                ReadMetrics(metrics[i]), ReadMetrics(weightedMetrics[i])))]);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    // One output has a flat list, several a list each.
    private static object?[]? Metrics(IReadOnlyList<OutputGoal> goals, Func<OutputGoal, IReadOnlyList<Metric>> of)
    {
        if (goals.All(goal => of(goal).Count == 0)) return null;
        object?[][] lists = [.. goals.Select(goal => of(goal).Select(metric => (object?)metric.InFiles).ToArray())];
        return lists.Length == 1 ? lists[0] : lists;
    }

    // What a file says for each output: one value for the one output, a list, or an object by the outputs' names.
    private static object?[] PerOutput(object? value, IReadOnlyList<string> names)
    {
        if (value is Config byName && !byName.Has("class_name")) return [.. names.Select(byName.GetValue)];
        if (names.Count == 1) return [value];
        if (value is null) return new object?[names.Count];
        return value is IReadOnlyList<object?> list && list.Count == names.Count ? [.. list]
            : throw new InvalidDataException($"There must be one value for each of the outputs {string.Join(", ", names)}, but the file has {ConfigJson.Text(value)}.");
    }

    private static double ReadWeight(object? value) => value switch
    {
        null => 1,
        double weight => weight,
        long weight => weight,
        // Keras writes the one output's weight alone or in a list.
        IReadOnlyList<object?> { Count: 1 } list => ReadWeight(list[0]),
        _ => throw new InvalidDataException($"A loss weight must be a number but is {ConfigJson.Text(value)}."),
    };

    private static Metric[] ReadMetrics(object? value) => value switch
    {
        null => [],
        // Keras writes the one output's metrics alone or a list deeper.
        IReadOnlyList<object?> list => [.. list.SelectMany(ReadMetrics)],
        _ => [Metric.Known.Read(value)],
    };
}
