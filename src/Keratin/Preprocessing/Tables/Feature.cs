using System.Text.Json;

namespace Keratin;

/// <summary>
/// What a <see cref="FeatureSpace"/> makes of one column. By Keras's name: <c>float</c>, <c>float_normalized</c>,
/// <c>float_rescaled</c>, <c>float_discretized</c>, <c>integer_categorical</c>, <c>string_categorical</c>,
/// <c>integer_hashed</c>, <c>string_hashed</c>; with arguments by the methods of <see cref="FeatureSpace"/>.
/// </summary>
public abstract class Feature
{
    private static readonly NameTable<Feature> Known = new("feature",
        ("float", _ => FeatureSpace.Float()), ("float_normalized", _ => FeatureSpace.FloatNormalized()), ("float_rescaled", _ => FeatureSpace.FloatRescaled()),
        ("float_discretized", _ => new DiscretizedFeature(null, false)), ("integer_categorical", _ => FeatureSpace.IntegerCategorical()),
        ("string_categorical", _ => FeatureSpace.StringCategorical()), ("integer_hashed", _ => new HashedFeature("integer_hashed", null)), ("string_hashed", _ => new HashedFeature("string_hashed", null)));

    private protected Feature(string kind) => Kind = kind;

    /// <summary>Keras's name of its kind.</summary>
    public string Kind { get; }

    /// <summary>The number of columns that it takes in the result, as far as it is known.</summary>
    internal abstract int Width { get; }

    /// <summary>Whether it must learn from data before it can encode.</summary>
    internal abstract bool Learns { get; }

    /// <summary>Whether its columns are mostly zeros.</summary>
    internal virtual bool Sparse => true;

    /// <summary>Takes the space's defaults for what was not said.</summary>
    internal virtual void Complete(int hashingDim, int discretizationBins) { }

    /// <summary>Learns from the training data.</summary>
    internal abstract void Adapt(Column column);

    /// <summary>The columns of the result.</summary>
    internal abstract NDArray Encode(Column column);

    /// <summary>The category of each row, for crosses; null where the feature has none.</summary>
    internal virtual long[]? Categories(Column column) => null;

    /// <summary>How an ONNX file encodes the column; null where the standard has no operators for it.</summary>
    internal virtual OnnxColumn? InOnnx => null;

    /// <summary>Writes what the feature is and has learnt.</summary>
    internal abstract void Write(Utf8JsonWriter json);

    /// <summary>The feature of that name, with Keras's defaults.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Feature(string name) => Known.Find(name);

    /// <inheritdoc/>
    public override string ToString() => Kind;

    /// <summary>Makes the feature that <see cref="Write"/> wrote.</summary>
    /// <param name="kind">Its <see cref="Kind"/>.</param>
    /// <param name="config">What was written.</param>
    /// <param name="standardize">Functions of the user's own, of which a text feature takes that of its name.</param>
    /// <param name="split">The same for splits.</param>
    internal static Feature FromState(string kind, JsonElement config, IEnumerable<TextStandardization> standardize, IEnumerable<TextSplit> split) => kind switch
    {
        "float" or "float_rescaled" or "float_normalized" => NumberFeature.Read(kind, config),
        "float_discretized" => DiscretizedFeature.Read(config),
        "integer_categorical" => new IntegerFeature(IntegerLookup.Read(config)),
        "string_categorical" => new StringFeature(StringLookup.Read(config)),
        "integer_hashed" or "string_hashed" => new HashedFeature(kind, Hashing.Read(config)),
        "text" => new TextFeature(TextVectorization.Read(config,
            standardize.FirstOrDefault(own => own.Name == config.OptionalText("standardize")), split.FirstOrDefault(own => own.Name == config.OptionalText("split")))),
        _ => throw new FormatException($"There is no feature \"{kind}\"."),
    };

    /// <summary>The column's texts.</summary>
    private protected string?[] Texts(Column column) => column.Values as string?[] ?? throw Unfit(column, "texts");

    /// <summary>The column's whole numbers.</summary>
    private protected long[] Integers(Column column) => column.Values as long[] ?? throw Unfit(column, "whole numbers (int[] or long[])");

    /// <summary>The column's numbers, finite or NaN.</summary>
    private protected double[] Numbers(Column column)
    {
        double[] numbers = column.Values switch
        {
            double[] given => given,
            long[] integers => Array.ConvertAll(integers, integer => (double)integer),
            _ => throw Unfit(column, "numbers"),
        };
        int infinite = Array.FindIndex(numbers, double.IsInfinity);
        return infinite < 0 ? numbers : throw new ArgumentException($"Row {infinite} holds an infinite number.", nameof(column));
    }

    /// <summary>In an ONNX file, numbers in which a missing one is replaced.</summary>
    /// <param name="graph">Where the operators go.</param>
    /// <param name="column">The numbers' name.</param>
    /// <param name="substitute">What stands for a missing one; null: it stays, and the result is NaN.</param>
    private protected static string Filled(OnnxGraphBuilder graph, string column, double? substitute) => substitute is { } number
        ? graph.Apply("Where", graph.Apply("IsNaN", column), graph.Number((float)number), column)
        : column;

    /// <summary>Numbers in which a missing one is replaced, or refused.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="substitute">What stands for a missing one; null: they are refused.</param>
    private protected static float[] Filled(double[] numbers, double? substitute)
    {
        int missing = Array.FindIndex(numbers, double.IsNaN);
        if (missing >= 0 && substitute is null)
            throw new ArgumentException($"Row {missing} holds NaN: leave the row out, or make the feature with imputeMean: true.", nameof(numbers));
        return Array.ConvertAll(numbers, number => (float)(double.IsNaN(number) ? substitute!.Value : number));
    }

    /// <summary>The mean of the numbers that are there.</summary>
    private protected static double MeanOf(double[] numbers)
    {
        double[] there = Array.FindAll(numbers, number => !double.IsNaN(number));
        return there.Length > 0 ? there.Average() : throw new ArgumentException("There is nothing to learn from: all numbers are missing.", nameof(numbers));
    }

    private ArgumentException Unfit(Column column, string expected) => new($"{Kind} takes {expected}, but the column holds {column.Kind}.", nameof(column));
}
