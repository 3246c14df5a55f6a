namespace Keratin.Fuzz;

/// <summary>All readers.</summary>
internal static class FuzzTargets
{
    /// <summary>One line for each.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new NpyTarget(),
        new NpzTarget(),
        new PickleTarget(),
        new SafetensorsTarget(),
        new Hdf5Target(),
        new KerasTarget(),
        new LegacyTarget(),
        new WeightsTarget(),
        new ConfigTarget(),
        new OnnxTarget(),
        new InspectTarget(),
        new PreprocessorTarget(),
        new WordIndexTarget(),
        new CsvTarget(),
        new SchemaTarget(),
    ];

    /// <summary>The reader that does all that none may do.</summary>
    public static FuzzTarget Planted { get; } = new PlantedTarget();

    /// <summary>The one of a name.</summary>
    public static FuzzTarget? Find(string name) => All.Append(Planted).FirstOrDefault(target => target.Name == name);
}
