namespace Keratin;

/// <summary>
/// The seeds of a model and of the models inside of it that have their own: all random bits of a training are a function
/// of them and of the counter of steps, so that a training which is loaded goes on with the same bits.
/// </summary>
internal static class ModelSeeds
{
    /// <summary>Writes the seeds.</summary>
    public static void Write(Model model, Config config)
    {
        config.Set("seed", (long)model.Seed);
        var nested = new Config();
        foreach ((string path, Model inner) in Inside(model, ""))
            if (inner.HasOwnSeed) nested.Set(path, (long)inner.Seed);
        if (nested.Names.Any()) config.SetValue("nested_seeds", nested);
    }

    /// <summary>Gives a model its seeds, and the first weights that follow from them.</summary>
    public static void Restore(Model model, Config config)
    {
        if (config.GetOptionalInt("seed") is { } seed) model.Reseed(seed, Nested(model, config));
    }

    /// <summary>Gives a model its seeds, and leaves its weights as they are.</summary>
    public static void TakeOver(Model model, Config config) => model.TakeSeeds(config.GetInt("seed"), Nested(model, config));

    private static (Model Model, int Seed)[] Nested(Model model, Config config)
    {
        Config nested = config.GetOptionalConfig("nested_seeds") ?? new Config();
        return [.. Inside(model, "").Where(inner => nested.Has(inner.Path)).Select(inner => (inner.Model, nested.GetInt(inner.Path)))];
    }

    private static IEnumerable<(string Path, Model Model)> Inside(Model model, string path)
    {
        foreach (Model inner in model.Layers.OfType<Model>())
        {
            yield return (path + inner.Name, inner);
            foreach ((string, Model) deeper in Inside(inner, $"{path}{inner.Name}/")) yield return deeper;
        }
    }
}
