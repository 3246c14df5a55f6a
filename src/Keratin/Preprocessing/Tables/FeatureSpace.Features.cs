namespace Keratin;

public sealed partial class FeatureSpace
{
    /// <summary>A number as it is.</summary>
    /// <param name="imputeMean">Whether the mean of the training data stands for a missing number. Default: no, a missing number is refused.</param>
    public static Feature Float(bool imputeMean = false) => new NumberFeature("float", 1, 0, imputeMean);

    /// <summary>A number with the mean 0 and the deviation 1, as by Keras's Normalization: (x − mean) / sqrt(variance).</summary>
    /// <param name="imputeMean">Whether the mean of the training data stands for a missing number. Default: no, a missing number is refused.</param>
    public static Feature FloatNormalized(bool imputeMean = false) => new NumberFeature("float_normalized", 1, 0, imputeMean);

    /// <summary>A number times a factor, plus a number: x · scale + offset.</summary>
    /// <param name="scale">The factor. Default: 1.</param>
    /// <param name="offset">What is added. Default: 0.</param>
    /// <param name="imputeMean">Whether the mean of the training data stands for a missing number. Default: no, a missing number is refused.</param>
    /// <exception cref="ArgumentException">The scale or the offset is not finite.</exception>
    public static Feature FloatRescaled(double scale = 1, double offset = 0, bool imputeMean = false) => double.IsFinite(scale) && double.IsFinite(offset)
        ? new NumberFeature("float_rescaled", scale, offset, imputeMean)
        : throw new ArgumentException($"scale and offset must be finite numbers, but were {NumberText.Of(scale)} and {NumberText.Of(offset)}.", nameof(scale));

    /// <summary>The bin of a number, one-hot: give either the number of bins, to be learnt, or the boundaries.</summary>
    /// <param name="numBins">The number of bins.</param>
    /// <param name="binBoundaries">The boundaries, ascending.</param>
    /// <param name="imputeMean">Whether the mean of the training data stands for a missing number. Default: no, a missing number is refused.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or they make no sense.</exception>
    public static Feature FloatDiscretized(int? numBins = null, float[]? binBoundaries = null, bool imputeMean = false) => new DiscretizedFeature(new Discretization(binBoundaries, numBins), imputeMean);

    /// <summary>A whole number from a vocabulary that is learnt, one-hot.</summary>
    /// <param name="maxTokens">The largest size of the vocabulary; null, the default: no limit.</param>
    /// <param name="numOovIndices">How many places unknown numbers share. Default: 1.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public static Feature IntegerCategorical(int? maxTokens = null, int numOovIndices = 1) => new IntegerFeature(new IntegerLookup(maxTokens, numOovIndices));

    /// <summary>A text from a vocabulary that is learnt, one-hot.</summary>
    /// <param name="maxTokens">The largest size of the vocabulary; null, the default: no limit.</param>
    /// <param name="numOovIndices">How many places unknown texts share. Default: 1.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public static Feature StringCategorical(int? maxTokens = null, int numOovIndices = 1) => new StringFeature(new StringLookup(maxTokens, numOovIndices));

    /// <summary>The bin of a whole number's hash, one-hot.</summary>
    /// <param name="numBins">The number of bins.</param>
    /// <exception cref="ArgumentException">The number of bins is not positive.</exception>
    public static Feature IntegerHashed(int numBins) => new HashedFeature("integer_hashed", new Hashing(numBins));

    /// <summary>The bin of a text's hash, one-hot.</summary>
    /// <param name="numBins">The number of bins.</param>
    /// <exception cref="ArgumentException">The number of bins is not positive.</exception>
    public static Feature StringHashed(int numBins) => new HashedFeature("string_hashed", new Hashing(numBins));

    /// <summary>A column of raw texts as rows over a vocabulary.</summary>
    /// <param name="vectorization">Makes the rows; its mode is <c>multi_hot</c>, <c>count</c> or <c>tf_idf</c>.</param>
    /// <exception cref="ArgumentException">The mode is <c>int</c>, whose results cannot stand beside other features.</exception>
    public static Feature Text(TextVectorization vectorization)
    {
        ArgumentNullException.ThrowIfNull(vectorization);
        return vectorization.OutputMode != OutputMode.Int ? new TextFeature(vectorization)
            : throw new ArgumentException("A text feature needs a TextVectorization of the mode multi_hot, count or tf_idf: indices cannot stand beside other features.", nameof(vectorization));
    }

    /// <summary>The space with all that it learnt as JSON, which <see cref="FromJson"/> reads. Of a function of your own it holds the name.</summary>
    public string ToJson() => PreprocessorState.Write(nameof(FeatureSpace), json =>
    {
        json.WriteBoolean("adapted", _adapted);
        json.WriteStartObject("features");
        foreach ((string name, Feature feature) in _features)
        {
            json.WritePropertyName(name);
            PreprocessorState.Write(json, feature.Kind, feature.Write);
        }
        json.WriteEndObject();
        json.WriteStartArray("crosses");
        foreach ((Cross cross, HashedCrossing layer) in _crosses)
        {
            json.WriteStartObject();
            json.WriteStartArray("feature_names");
            foreach (string name in cross) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteNumber("crossing_dim", layer.NumBins);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Makes a space from what <see cref="ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="standardize">The standardisations of text features that are functions of your own; they are found by their names. Default: none.</param>
    /// <param name="split">The splits of text features that are functions of your own, likewise. Default: none.</param>
    /// <exception cref="InvalidDataException">The text is something else, is damaged, or was made with a function that is not given.</exception>
    public static FeatureSpace FromJson(string json, IReadOnlyList<TextStandardization>? standardize = null, IReadOnlyList<TextSplit>? split = null) => PreprocessorState.Read(json, nameof(FeatureSpace), config => new FeatureSpace(
        config.GetProperty("features").EnumerateObject().ToDictionary(feature => feature.Name,
            feature => Feature.FromState(feature.Value.GetProperty("class_name").GetString()!, feature.Value.GetProperty("config"), standardize ?? [], split ?? [])),
        [.. config.GetProperty("crosses").EnumerateArray().Select(cross => new Cross([.. cross.GetProperty("feature_names").EnumerateArray().Select(name => name.GetString() ?? throw new FormatException("A feature of a cross has no name."))], cross.GetProperty("crossing_dim").GetInt32()))])
    {
        _adapted = config.GetProperty("adapted").GetBoolean(),
    });

    /// <summary>The columns that a space reads, with the kind of feature that each becomes, from what <see cref="ToJson"/> returned; the space is not made.</summary>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    internal static IReadOnlyDictionary<string, string> ColumnsOf(string json) => PreprocessorState.Read(json, nameof(FeatureSpace), config =>
        config.GetProperty("features").EnumerateObject().ToDictionary(feature => feature.Name, feature => feature.Value.GetProperty("class_name").GetString() ?? "?"));
}
