namespace Keratin;

/// <summary>
/// The weights of a model in a file by the layers that own them: by structure, as in <see cref="WeightTree"/>, or in the
/// files from before by the outermost layers' names.
/// </summary>
internal sealed class StoredWeights
{
    private readonly (string[] Path, ArrayDescription Array)[] _arrays;
    private readonly int _depth;
    private readonly bool _byName;
    private readonly ILookup<string, (string[] Path, ArrayDescription Array)> _layers;

    private StoredWeights((string[] Path, ArrayDescription Array)[] arrays, int depth, bool byName)
    {
        (_arrays, _depth, _byName) = (arrays, depth, byName);
        _layers = arrays.Where(array => array.Path.Length > depth + 2 && array.Path[depth] is "layers" or KerasWeights.OldLayers or LegacyFile.Weights).ToLookup(array => array.Path[depth + 1]);
    }

    /// <summary>The weights of a whole model.</summary>
    /// <param name="arrays">The datasets of an HDF5 file.</param>
    /// <param name="byName">Whether the file has its layers by name.</param>
    public static StoredWeights Of(IEnumerable<ArrayDescription> arrays, bool byName) => new([.. arrays.Select(array => (array.Name.Split('/'), array))], 0, byName);

    /// <summary>All weights.</summary>
    public IReadOnlyList<ArrayDescription> All => [.. _arrays.Select(array => array.Array)];

    /// <summary>The weights of one of the model's layers; null where the file does not say which those are.</summary>
    /// <param name="place">The layer's name by structure.</param>
    /// <param name="name">The layer's own name.</param>
    public StoredWeights? OfLayer(string place, string name) => _byName && _depth > 0 ? null : new([.. _layers[_byName ? name : place]], _depth + 2, _byName);
}
