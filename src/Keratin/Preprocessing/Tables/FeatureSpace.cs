using Keratin.Core;

namespace Keratin;

/// <summary>
/// Turns the columns of a table into the one array that a network takes: numbers normalised, categories one-hot, and so on,
/// side by side. Keras's <c>utils.FeatureSpace</c> in the mode <c>concat</c>.
/// </summary>
/// <remarks>
/// The columns of the result are those of the features in the order of their names, then those of the crosses in the order
/// of theirs. The result is sparse where it is at least four times as wide as there are features. A missing text counts as
/// an unknown one; a missing number (NaN) is refused, unless the feature was made with <c>imputeMean: true</c>.
/// </remarks>
/// <example>
/// <code>
/// var space = new FeatureSpace(new() { ["age"] = "float_normalized", ["city"] = "string_categorical" }, crosses: [["city", "plan"]]);
/// space.Adapt(train);
/// model.Fit(space.Call(train), labels);
/// </code>
/// </example>
public sealed partial class FeatureSpace
{
    private const int WidestDense = 4;

    private readonly (string Name, Feature Feature)[] _features;
    private readonly (Cross Cross, HashedCrossing Layer)[] _crosses;
    private bool _adapted;

    /// <summary>Makes a feature space.</summary>
    /// <param name="features">What to make of each column, by the column's name. Columns that are not named are left out.</param>
    /// <param name="crosses">Features whose combinations are features as well. Default: none.</param>
    /// <param name="crossingDim">The number of bins of a cross that does not say its own. Default: 32.</param>
    /// <param name="hashingDim">The number of bins of <c>integer_hashed</c> and <c>string_hashed</c> given by name. Default: 32.</param>
    /// <param name="numDiscretizationBins">The number of bins of <c>float_discretized</c> given by name. Default: 32.</param>
    /// <exception cref="ArgumentException">There is no feature, a feature stands twice, a cross names a feature that does not exist or has no categories, or a number is not positive.</exception>
    public FeatureSpace(Dictionary<string, Feature> features, Cross[]? crosses = null, int crossingDim = 32, int hashingDim = 32, int numDiscretizationBins = 32)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0) throw new ArgumentException("A FeatureSpace needs one feature or more, as in new() { [\"age\"] = \"float_normalized\" }.", nameof(features));
        Positive(crossingDim, nameof(crossingDim));
        Positive(hashingDim, nameof(hashingDim));
        Positive(numDiscretizationBins, nameof(numDiscretizationBins));
        _features = [.. features.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, Utf8Order.Instance)];
        foreach ((string name, Feature feature) in _features)
        {
            if (feature is null) throw new ArgumentException($"The feature of the column \"{name}\" is null.", nameof(features));
            if (_features.Count(other => ReferenceEquals(other.Feature, feature)) > 1)
                throw new ArgumentException($"The column \"{name}\" shares its feature with another column, but each learns for itself: make a feature for each.", nameof(features));
            feature.Complete(hashingDim, numDiscretizationBins);
        }
        if (crosses?.Contains(null) == true) throw new ArgumentException("One of the crosses is null.", nameof(crosses));
        _crosses = [.. (crosses ?? []).OrderBy(cross => cross.Name, Utf8Order.Instance).Select(cross => (cross, new HashedCrossing(cross.CrossingDim ?? crossingDim)))];
        foreach ((Cross cross, _) in _crosses) Check(cross);
    }

    /// <summary>The features by column, in the order of the result.</summary>
    public IReadOnlyDictionary<string, Feature> Features => _features.ToDictionary(pair => pair.Name, pair => pair.Feature);

    /// <summary>The number of columns of the result, once the space has learnt.</summary>
    public int Width => _features.Sum(pair => pair.Feature.Width) + _crosses.Sum(pair => pair.Layer.NumBins);

    /// <summary>Learns vocabularies, means and bins. What was learnt before is forgotten. Not needed where no feature learns, as hashes and given scales.</summary>
    /// <param name="table">The training data, with a column for each feature.</param>
    /// <exception cref="ArgumentException">A column is missing, of the wrong kind, or has missing numbers.</exception>
    public void Adapt(Table table)
    {
        foreach ((string name, Feature feature) in _features)
        {
            Column column = Find(table, name);
            InColumn(name, () =>
            {
                feature.Adapt(column);
                return true;
            });
        }
        _adapted = true;
    }

    /// <summary>Encodes a table.</summary>
    /// <param name="table">Data with a column for each feature.</param>
    /// <returns>An array of shape (rows, <see cref="Width"/>).</returns>
    /// <exception cref="InvalidOperationException">A feature has something to learn, and <see cref="Adapt"/> has not been called.</exception>
    /// <exception cref="ArgumentException">A column is missing, of the wrong kind, or has missing numbers.</exception>
    public NDArray Call(Table table)
    {
        RequireAdapted();
        List<NDArray> parts = [.. _features.Select(pair => InColumn(pair.Name, () => pair.Feature.Encode(Find(table, pair.Name))))];
        foreach ((Cross cross, HashedCrossing layer) in _crosses)
        {
            Column[] categories = [.. cross.FeatureNames.Select(name => (Column)InColumn(name, () => FeatureOf(name)!.Categories(Find(table, name))!))];
            parts.Add(IndexRows.Encode(Array.ConvertAll(layer.Call(categories).ToArray(), bin => (int)bin), OutputMode.OneHot, layer.NumBins));
        }
        return Width >= WidestDense * parts.Count ? SideBySide(parts) : NDArray.Concatenate([.. parts.Select(part => part.ToDense())], axis: 1);
    }

    /// <summary>How an ONNX file encodes each column, in the order of the result.</summary>
    /// <exception cref="InvalidOperationException">There is something to learn, and nothing has been learnt.</exception>
    /// <exception cref="NotSupportedException">The standard has no operators for a column or a cross; the message names all of them.</exception>
    internal IReadOnlyList<(string Name, OnnxColumn Column)> InOnnx()
    {
        RequireAdapted();
        string[] missing = [.. _features.Where(pair => pair.Feature.InOnnx is null).Select(pair => $"\"{pair.Name}\" ({pair.Feature.Kind})"), .. _crosses.Select(pair => $"the cross {pair.Cross.Name}")];
        if (missing.Length > 0)
            throw new NotSupportedException($"ONNX has no standard operators that encode {string.Join(", ", missing)}: export the model with fromTable: false, which takes the rows that FeatureSpace.Call makes, or describe these columns otherwise.");
        return [.. _features.Select(pair => (pair.Name, pair.Feature.InOnnx!))];
    }

    private void RequireAdapted()
    {
        if (!_adapted && Array.Exists(_features, pair => pair.Feature.Learns)) throw new InvalidOperationException("This FeatureSpace has learnt nothing yet: call Adapt with the training data first.");
    }

    private NDArray SideBySide(List<NDArray> parts)
    {
        SparseRows[] sparse = [.. parts.Select(part => part.ToSparse().Sparse!)];
        var builder = new SparseRowsBuilder(parts[0].Length, Width);
        var columns = new List<int>();
        var values = new List<float>();
        for (int row = 0; row < parts[0].Length; row++)
        {
            int before = 0;
            columns.Clear();
            values.Clear();
            foreach (SparseRows part in sparse)
            {
                foreach (int column in part.IndicesOf(row)) columns.Add(before + column);
                values.AddRange(part.EntriesOf(row));
                before += part.Columns;
            }
            builder.Add([.. columns], [.. values]);
        }
        return new NDArray(builder.Finish());
    }

    private void Check(Cross cross)
    {
        foreach (string name in cross.FeatureNames)
        {
            Feature? feature = FeatureOf(name);
            if (feature is null)
                throw new ArgumentException($"The cross {cross.Name} names the feature \"{name}\", but the features are {string.Join(", ", _features.Select(pair => pair.Name))}. Did you mean \"{NearestName.Of(name, [.. _features.Select(pair => pair.Name)])}\"?", "crosses");
            if (feature is NumberFeature or TextFeature)
                throw new ArgumentException($"The cross {cross.Name} names the feature \"{name}\", which is {feature.Kind} and has no categories: make it float_discretized, or leave it out.", "crosses");
        }
    }

    private Feature? FeatureOf(string name) => Array.Find(_features, pair => pair.Name == name).Feature;

    private static Column Find(Table table, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.TryGetColumn(name, out Column? column) ? column
            : throw new ArgumentException($"The table has no column \"{name}\", which is a feature. Its columns are {string.Join(", ", table.Names)}.", nameof(table));
    }

    // Says in which column a value is wrong.
    private static T InColumn<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException error) when (error.ParamName != "table")
        {
            throw new ArgumentException($"Column \"{name}\": {error.Message}", "table", error);
        }
    }

    private static void Positive(int value, string argument)
    {
        if (value < 1) throw new ArgumentOutOfRangeException(argument, value, $"{argument} is a number of bins, 1 or more.");
    }
}
