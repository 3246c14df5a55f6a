namespace Keratin.Tests;

public sealed class FeatureSpaceTests
{
    // The data of Keras's own tests (keras/src/layers/preprocessing/feature_space_test.py), and the widths that they expect.
    private static Table Ten()
    {
        double[] floats = [.. Enumerable.Range(0, 10).Select(i => i / 10.0)];
        int[] integers = [.. Enumerable.Range(0, 10)];
        string[] texts = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        return new Table { ["float_1"] = floats, ["float_2"] = floats, ["float_3"] = floats, ["string_1"] = texts, ["string_2"] = texts, ["int_1"] = integers, ["int_2"] = integers, ["int_3"] = integers };
    }

    private static readonly Table People = new()
    {
        ["age"] = new[] { 20.0, 30, 40, 50 },
        ["city"] = new[] { "Ulm", "Bonn", "Ulm", null },
        ["code"] = new[] { 7, 7, 9, 7 },
        ["height"] = new[] { 1.5f, 1.6f, 1.7f, 1.8f },
    };

    [Fact]
    public void Features_by_name_are_as_wide_as_in_Keras()
    {
        var space = new FeatureSpace(new()
        {
            ["float_1"] = "float",
            ["float_2"] = "float_normalized",
            ["float_3"] = "float_discretized",
            ["string_1"] = "string_categorical",
            ["string_2"] = "string_hashed",
            ["int_1"] = "integer_categorical",
            ["int_2"] = "integer_hashed",
            ["int_3"] = "integer_categorical",
        }, crosses: [["float_3", "string_1"], ["string_2", "int_2"]]);
        space.Adapt(Ten());

        Assert.Equal([10, 195], space.Call(Ten()).Shape);
        Assert.Equal([1, 195], space.Call(Ten()[..1]).Shape);
    }

    [Fact]
    public void Features_with_arguments_are_as_wide_as_in_Keras()
    {
        var space = new FeatureSpace(new()
        {
            ["float_1"] = FeatureSpace.Float(),
            ["float_2"] = FeatureSpace.FloatNormalized(),
            ["float_3"] = FeatureSpace.FloatDiscretized(3),
            ["string_1"] = FeatureSpace.StringCategorical(maxTokens: 5),
            ["string_2"] = FeatureSpace.StringHashed(32),
            ["int_1"] = FeatureSpace.IntegerCategorical(maxTokens: 5, numOovIndices: 2),
            ["int_2"] = FeatureSpace.IntegerHashed(32),
            ["int_3"] = FeatureSpace.IntegerCategorical(maxTokens: 5),
        }, crosses: [new(["float_3", "string_1"], crossingDim: 32), new(["string_2", "int_2"], crossingDim: 32)]);
        space.Adapt(Ten());

        Assert.Equal(148, space.Width);
        Assert.Equal([10, 148], space.Call(Ten()).Shape);
    }

    [Fact]
    public void Columns_stand_in_the_order_of_their_names()
    {
        var space = new FeatureSpace(new() { ["height"] = FeatureSpace.FloatRescaled(scale: 2, offset: -3), ["city"] = "string_categorical", ["age"] = "float_normalized", ["code"] = "integer_categorical" });
        space.Adapt(People);
        NDArray x = space.Call(People);

        // age; unknown, Ulm, Bonn; unknown, 7, 9; height. The variance of the ages is 125.
        Assert.Equal([4, 8], x.Shape);
        Assert.False(x.IsSparse);
        float age = (float)(-15 / Math.Sqrt(125));
        Assert.Equal([age, 0, 1, 0, 0, 1, 0, 2 * 1.5f - 3], x[0].ToArray());
        Assert.Equal([-age, 1, 0, 0, 0, 1, 0, 2 * 1.8f - 3], x[3].ToArray());
        Assert.Equal([0, 0, 1], space.Call(People)[2].ToArray()[4..7]);
        Assert.Equal(1, space.Call(new Table { ["age"] = new[] { 1 }, ["city"] = new[] { "Rome" }, ["code"] = new[] { 8 }, ["height"] = new[] { 1 } })[0, 1]);
    }

    [Fact]
    public void Wide_spaces_give_sparse_rows_with_the_same_elements()
    {
        Dictionary<string, Feature> Features() => new() { ["age"] = "float_normalized", ["city"] = "string_categorical", ["code"] = "integer_categorical" };
        FeatureSpace narrow = new(Features()), wide = new(Features(), crosses: [["city", "code"]]);
        narrow.Adapt(People);
        wide.Adapt(People);
        NDArray x = wide.Call(People);

        Assert.True(x.IsSparse);
        Assert.Equal([4, 39], x.Shape);
        for (int row = 0; row < 4; row++) Assert.Equal(narrow.Call(People)[row].ToArray(), x[row].ToArray()[..7]);
    }

    // As in Keras a cross hashes the places in the vocabularies, not the values.
    [Fact]
    public void A_cross_hashes_places()
    {
        var space = new FeatureSpace(new() { ["city"] = "string_categorical", ["code"] = "integer_categorical" }, crosses: [["code", "city"]], crossingDim: 10);
        space.Adapt(People);
        float[] bins = new HashedCrossing(10).Call(new[] { 1, 1, 2, 1 }, new[] { 1, 2, 1, 0 }).ToArray();

        NDArray x = space.Call(People);
        for (int row = 0; row < 4; row++) Assert.Equal(1, x[row, 6 + (int)bins[row]]);
    }

    [Fact]
    public void A_missing_number_is_refused_or_takes_the_mean()
    {
        var table = new Table { ["age"] = new[] { 10, double.NaN, 30 } };
        var strict = new FeatureSpace(new() { ["age"] = "float" });
        Assert.StartsWith("Column \"age\": Row 1 holds NaN: leave the row out, or make the feature with imputeMean: true.", Message(() => strict.Adapt(table)));

        var filled = new FeatureSpace(new() { ["age"] = FeatureSpace.Float(imputeMean: true) });
        filled.Adapt(table);
        Assert.Equal([10, 20, 30], filled.Call(table).ToArray());
        var binned = new FeatureSpace(new() { ["age"] = FeatureSpace.FloatDiscretized(binBoundaries: [15, 25], imputeMean: true) });
        binned.Adapt(table);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], binned.Call(table).ToArray());
        var normal = new FeatureSpace(new() { ["age"] = FeatureSpace.FloatNormalized(imputeMean: true) });
        normal.Adapt(table);
        Assert.Equal(0, normal.Call(table)[1, 0]);
    }

    [Fact]
    public void Raw_texts_stand_beside_other_columns()
    {
        var table = new Table { ["age"] = new[] { 1.0, 2 }, ["note"] = new[] { "Good, good!", null } };
        var space = new FeatureSpace(new() { ["age"] = "float", ["note"] = FeatureSpace.Text(new TextVectorization(outputMode: "count")) });
        space.Adapt(table);
        Assert.Equal([1, 0, 2, 2, 0, 0], space.Call(table).ToArray());

        var given = new FeatureSpace(new() { ["note"] = FeatureSpace.Text(new TextVectorization(outputMode: "count", vocabulary: ["good"])) });
        given.Adapt(table);
        Assert.Equal([0, 2, 0, 0], FeatureSpace.FromJson(given.ToJson()).Call(table).ToArray());
    }

    [Fact]
    public void A_space_of_a_table_trains_a_model()
    {
        int[] codes = [.. Enumerable.Range(0, 200).Select(i => i * 7 % 5)];
        string[] cities = [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? "Ulm" : "Bonn")];
        float[] labels = [.. codes.Zip(cities, (code, city) => (code == 2) != (city == "Ulm") ? 1f : 0f)];
        var table = new Table { ["code"] = codes, ["city"] = cities };
        var space = new FeatureSpace(new() { ["code"] = "integer_categorical", ["city"] = "string_categorical" }, crosses: [["code", "city"]]);
        space.Adapt(table);

        var model = new Sequential([new Dense(1, activation: "sigmoid")], seed: 1);
        model.Compile(new Adam(learningRate: 0.1f), "binary_crossentropy", metrics: ["accuracy"]);
        model.Fit(space.Call(table), labels, epochs: 30, verbose: 0);
        Assert.True(model.Evaluate(space.Call(table), labels)["accuracy"] > 0.99);
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        var space = new FeatureSpace(new()
        {
            ["float_1"] = FeatureSpace.FloatRescaled(0.1, 1 / 3.0, imputeMean: true),
            ["float_2"] = "float_normalized",
            ["float_3"] = "float_discretized",
            ["string_1"] = "string_categorical",
            ["string_2"] = "string_hashed",
            ["int_1"] = FeatureSpace.IntegerCategorical(maxTokens: 4),
            ["int_2"] = "integer_hashed",
            ["int_3"] = "float",
        }, crosses: [["float_3", "string_1"], new(["string_2", "int_2", "int_1"], 7)], hashingDim: 9);
        Assert.Throws<InvalidOperationException>(() => FeatureSpace.FromJson(space.ToJson()).Call(Ten()));
        space.Adapt(Ten());
        var copy = FeatureSpace.FromJson(space.ToJson());

        Assert.Equal(space.ToJson(), copy.ToJson());
        Assert.Equal(space.Call(Ten()).ToArray(), copy.Call(Ten()).ToArray());
        Assert.StartsWith("The text cannot be read as a FeatureSpace: There is no feature \"flaot\".", Assert.Throws<InvalidDataException>(() => FeatureSpace.FromJson(space.ToJson().Replace("\"float\"", "\"flaot\"", StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void Functions_of_ones_own_for_texts_are_given_again_by_name()
    {
        var shout = new TextStandardization("shout", text => text.ToUpperInvariant());
        var commas = new TextSplit("commas", text => text.Split(','));
        var table = new Table { ["a"] = new[] { "x,y", "y" }, ["b"] = new[] { "One two", "two" } };
        var space = new FeatureSpace(new()
        {
            ["a"] = FeatureSpace.Text(new TextVectorization(standardize: shout, split: commas, outputMode: "count")),
            ["b"] = FeatureSpace.Text(new TextVectorization(outputMode: "multi_hot")),
        });
        space.Adapt(table);

        FeatureSpace copy = FeatureSpace.FromJson(space.ToJson(), standardize: [new TextStandardization("other", text => text), shout], split: [commas]);
        Assert.Equal(space.ToJson(), copy.ToJson());
        // Unknown, Y, X; unknown, two, one.
        Assert.Equal([0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0], copy.Call(table).ToArray());
        Assert.Contains("There is no standardize \"shout\".", Assert.Throws<InvalidDataException>(() => FeatureSpace.FromJson(space.ToJson(), split: [commas])).Message);
    }

    [Fact]
    public void Where_nothing_learns_nothing_need_be_adapted()
    {
        var space = new FeatureSpace(new()
        {
            ["age"] = FeatureSpace.FloatRescaled(0.5),
            ["height"] = FeatureSpace.FloatDiscretized(binBoundaries: [1.65f]),
            ["city"] = "string_hashed",
            ["code"] = "integer_hashed",
        }, hashingDim: 2);
        NDArray x = space.Call(People);
        // age; two bins of city and of code; height below and from 1.65.
        Assert.Equal([4, 7], x.Shape);
        Assert.Equal([10, 1, 0], x[0].ToArray().Where((_, place) => place is 0 or > 4));
        space.Adapt(People);
        Assert.Equal(space.Call(People).ToArray(), x.ToArray());
        Assert.Equal(x.ToArray(), FeatureSpace.FromJson(space.ToJson()).Call(People).ToArray());
        foreach (Feature learns in (Feature[])[FeatureSpace.Float(imputeMean: true), "float_normalized", "float_discretized", FeatureSpace.FloatDiscretized(binBoundaries: [1], imputeMean: true)])
            Assert.StartsWith("This FeatureSpace has learnt nothing yet", Assert.Throws<InvalidOperationException>(() => new FeatureSpace(new() { ["age"] = learns }).Call(People)).Message);
    }

    [Fact]
    public void Misuse_is_named()
    {
        var space = new FeatureSpace(new() { ["age"] = "float_normalized", ["code"] = "integer_categorical" });
        Assert.StartsWith("A FeatureSpace needs one feature or more", Message(() => new FeatureSpace([])));
        Assert.StartsWith("There is no feature \"float_normal\".", Message(() => new FeatureSpace(new() { ["age"] = "float_normal" })));
        Assert.StartsWith("The feature of the column \"age\" is null.", Message(() => new FeatureSpace(new() { ["age"] = null! })));
        Feature shared = "string_categorical";
        Assert.StartsWith("The column \"a\" shares its feature with another column", Message(() => new FeatureSpace(new() { ["a"] = shared, ["b"] = shared })));
        Assert.StartsWith("crossingDim is a number of bins, 1 or more.", Message(() => new FeatureSpace(new() { ["a"] = "float" }, crossingDim: 0)));
        Assert.StartsWith("hashingDim is a number of bins", Message(() => new FeatureSpace(new() { ["a"] = "float" }, hashingDim: 0)));
        Assert.StartsWith("numDiscretizationBins is a number of bins", Message(() => new FeatureSpace(new() { ["a"] = "float" }, numDiscretizationBins: -1)));
        Assert.StartsWith("A cross needs two features or more, but has 1.", Message(() => new FeatureSpace(new() { ["a"] = "string_hashed" }, crosses: [["a"]])));
        Assert.StartsWith("One of the crosses is null.", Message(() => new FeatureSpace(new() { ["a"] = "string_hashed", ["b"] = "string_hashed" }, crosses: [["a", "b"], null!])));
        Assert.StartsWith("crossingDim is the number of bins, 1 or more.", Message(() => new Cross(["a", "b"], 0)));
        Assert.StartsWith("The cross city_X_b names the feature \"b\", but the features are city. Did you mean \"city\"?", Message(() => new FeatureSpace(new() { ["city"] = "string_hashed" }, crosses: [["city", "b"]])));
        Assert.StartsWith("The cross age_X_city names the feature \"age\", which is float and has no categories", Message(() => new FeatureSpace(new() { ["city"] = "string_hashed", ["age"] = "float" }, crosses: [["age", "city"]])));
        Assert.StartsWith("This FeatureSpace has learnt nothing yet", Assert.Throws<InvalidOperationException>(() => space.Call(People)).Message);
        Assert.StartsWith("The table has no column \"age\", which is a feature. Its columns are code.", Message(() => space.Adapt(new Table { ["code"] = new[] { 1 } })));
        Assert.StartsWith("Column \"code\": integer_categorical takes whole numbers (int[] or long[]), but the column holds numbers.", Message(() => space.Adapt(new Table { ["age"] = new[] { 1.0 }, ["code"] = new[] { 1.0 } })));
        Assert.StartsWith("Column \"age\": float_normalized takes numbers, but the column holds texts.", Message(() => space.Adapt(new Table { ["age"] = new[] { "1" }, ["code"] = new[] { 1 } })));
        Assert.StartsWith("Column \"age\": Row 1 holds an infinite number.", Message(() => space.Adapt(new Table { ["age"] = new[] { 1, double.PositiveInfinity }, ["code"] = new[] { 1, 2 } })));
        Assert.StartsWith("Column \"city\": string_hashed takes texts, but the column holds whole numbers.", Message(() => new FeatureSpace(new() { ["city"] = "string_hashed" }).Adapt(new Table { ["city"] = new[] { 1 } })));
        Assert.StartsWith("scale and offset must be finite numbers, but were NaN and 0.", Message(() => FeatureSpace.FloatRescaled(double.NaN)));
        Assert.StartsWith("Discretization needs binBoundaries, or numBins", Message(() => FeatureSpace.FloatDiscretized()));
        Assert.StartsWith("A text feature needs a TextVectorization of the mode multi_hot, count or tf_idf", Message(() => FeatureSpace.Text(new TextVectorization())));
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
