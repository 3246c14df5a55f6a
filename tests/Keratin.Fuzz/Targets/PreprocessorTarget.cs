using System.Text;

namespace Keratin.Fuzz;

/// <summary>What preprocessing layers and scalers have learnt, as JSON.</summary>
internal sealed class PreprocessorTarget() : FuzzTarget("preprocessor")
{
    // By the name of the class, reads and writes again.
    private static readonly (string Name, Func<string, string> Read)[] Readers =
    [
        (nameof(FeatureSpace), json => FeatureSpace.FromJson(json).ToJson()),
        (nameof(TextVectorization), json => TextVectorization.FromJson(json).ToJson()),
        (nameof(StringLookup), json => StringLookup.FromJson(json).ToJson()),
        (nameof(IntegerLookup), json => IntegerLookup.FromJson(json).ToJson()),
        (nameof(Discretization), json => Discretization.FromJson(json).ToJson()),
        (nameof(CategoryEncoding), json => CategoryEncoding.FromJson(json).ToJson()),
        (nameof(HashedCrossing), json => HashedCrossing.FromJson(json).ToJson()),
        (nameof(Hashing), json => Hashing.FromJson(json).ToJson()),
        (nameof(StandardScaler), json => StandardScaler.FromJson(json).ToJson()),
        (nameof(MinMaxScaler), json => MinMaxScaler.FromJson(json).ToJson()),
        (nameof(RobustScaler), json => RobustScaler.FromJson(json).ToJson()),
    ];

    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        string json = Encoding.UTF8.GetString(input);
        (_, Func<string, string>? read) = Array.Find(Readers, reader => json.StartsWith($"{{\"class_name\":\"{reader.Name}\"", StringComparison.Ordinal));
        (read ?? Readers[0].Read)(json);
    }

    /// <inheritdoc/>
    public override bool IsDocumented(Exception error) => error is InvalidDataException;

    // The text alone, which is given to the reader, has two bytes for each.
    /// <inheritdoc/>
    public override long MostMemory(int length) => base.MostMemory(length) + 2L * length;

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds()
    {
        float[,] rows = { { 1, 2 }, { 3, 5 }, { 8, 13 } };
        var standard = new StandardScaler();
        var range = new MinMaxScaler((-1, 1), clip: true);
        var robust = new RobustScaler();
        foreach (Scaler scaler in (Scaler[])[standard, range, robust]) scaler.Fit(rows);
        var text = new TextVectorization(outputMode: "tf_idf");
        text.Adapt(["a b c", "a b", "a"]);
        var bins = new Discretization(numBins: 3);
        bins.Adapt(new float[] { 1, 2, 3, 4, 5 });
        var space = new FeatureSpace(
            new()
            {
                ["x"] = FeatureSpace.FloatNormalized(imputeMean: true),
                ["size"] = FeatureSpace.FloatDiscretized(numBins: 2),
                ["plan"] = FeatureSpace.StringCategorical(),
                ["zip"] = FeatureSpace.IntegerHashed(8),
                ["year"] = FeatureSpace.IntegerCategorical(),
                ["note"] = FeatureSpace.Text(new TextVectorization(maxTokens: 10, outputMode: "multi_hot")),
            },
            [new Cross(["plan", "year"], 8)]);
        space.Adapt(new Table { ["x"] = new float[] { 1, 2, 3 }, ["size"] = new float[] { 4, 5, 9 }, ["plan"] = new[] { "a", "b", "a" }, ["zip"] = new[] { 1, 2, 3 }, ["year"] = new[] { 1999, 2000, 2001 }, ["note"] = new[] { "one", "two three", "one" } });
        string[] states =
        [
            space.ToJson(), text.ToJson(), standard.ToJson(), range.ToJson(), robust.ToJson(), bins.ToJson(), new StringLookup(vocabulary: ["a", "b"]).ToJson(), new IntegerLookup(vocabulary: [3, 4], numOovIndices: 2, maskToken: 0).ToJson(),
            new CategoryEncoding(4).ToJson(), new HashedCrossing(5).ToJson(), new Hashing(7, salt: [1, 2]).ToJson(), new TextVectorization(outputSequenceLength: 4, vocabulary: ["x", "y"]).ToJson(),
        ];
        var mutator = new JsonMutator();
        return states.Select(state => new Seed(Encoding.UTF8.GetBytes(state), mutator));
    }
}
