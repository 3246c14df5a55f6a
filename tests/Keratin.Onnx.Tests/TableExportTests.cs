using Microsoft.ML.OnnxRuntime;

namespace Keratin.Tests;

/// <summary>Models whose file takes the columns of a table as they are.</summary>
public sealed class TableExportTests
{
    private static readonly string?[] Cities = ["Ulm", "Bonn", "Kiel", "", null, "Köln"];

    [Fact]
    public void Every_column_that_has_operators_is_encoded_in_the_file_as_in_the_model()
    {
        (Model model, Table train) = Trained(new()
        {
            ["age"] = "float_normalized",
            ["city"] = "string_categorical",
            ["few"] = FeatureSpace.StringCategorical(maxTokens: 3),
            ["income"] = FeatureSpace.FloatNormalized(imputeMean: true),
            ["plan"] = "integer_categorical",
            ["raw"] = "float",
            ["scaled"] = FeatureSpace.FloatRescaled(0.1, -3),
            ["shoe"] = FeatureSpace.FloatDiscretized(binBoundaries: [36, 38.5f, 41]),
            ["size"] = FeatureSpace.FloatDiscretized(numBins: 4, imputeMean: true),
        });
        using var file = new OnnxFile(model, fromTable: true);
        Assert.Equal(["age", "city", "few", "income", "plan", "raw", "scaled", "shoe", "size"], file.Inputs.Keys);
        Assert.True(file.Inputs["city"].IsString);
        Assert.Equal(typeof(long), file.Inputs["plan"].ElementType);
        Assert.Equal([-1, 1], file.Inputs["age"].Dimensions);
        foreach (Table table in (Table[])[train, train[..1], Rows(512, seed: 7)])
            OnnxFile.MustAgree(model.Predict(model.FeatureSpace!.Call(table)).AsSpan(), Assert.Single(file.RunAll(table)).AsSpan(), 1e-5);
    }

    [Fact]
    public void A_table_of_one_column_needs_nothing_set_side_by_side()
    {
        (Model model, Table train) = Trained(new() { ["city"] = "string_categorical" });
        using var file = new OnnxFile(model, fromTable: true);
        OnnxFile.MustAgree(model.Predict(model.FeatureSpace!.Call(train)).AsSpan(), Assert.Single(file.RunAll(train)).AsSpan(), 1e-5);
    }

    [Fact]
    public void An_output_named_like_a_column_gets_another_name()
    {
        (Model model, _) = Trained(new() { ["age"] = "float_normalized" }, output: "age");
        using var file = new OnnxFile(model, fromTable: true);
        Assert.Equal(("age", "age_1"), (Assert.Single(file.Inputs.Keys), Assert.Single(file.Outputs.Keys)));
    }

    [Fact]
    public void Columns_without_operators_are_all_named()
    {
        (Model model, _) = Trained(new()
        {
            ["age"] = "float_normalized",
            ["city"] = FeatureSpace.StringCategorical(numOovIndices: 2),
            ["few"] = "string_hashed",
            ["note"] = FeatureSpace.Text(new TextVectorization(outputMode: "multi_hot")),
            ["plan"] = "integer_categorical",
        }, crosses: [["few", "plan"]]);
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<NotSupportedException>(() => model.Export(folder.Path("m.onnx"), fromTable: true));
        Assert.Equal("ONNX has no standard operators that encode \"city\" (string_categorical), \"few\" (string_hashed), \"note\" (text), the cross few_X_plan: "
            + "export the model with fromTable: false, which takes the rows that FeatureSpace.Call makes, or describe these columns otherwise.", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Root));
        // Without the table the file takes encoded rows, as ever.
        using var file = new OnnxFile(model);
        NDArray x = model.FeatureSpace!.Call(Rows(7, seed: 3));
        file.MustAgree(model, x);
    }

    [Fact]
    public void A_model_without_a_fitting_space_is_refused()
    {
        var model = new Sequential([new Input(3), new Dense(1)], seed: 1);
        Assert.Equal("Sequential \"sequential\" has no FeatureSpace that says what becomes of a table's columns: set model.FeatureSpace, or export with fromTable: false.",
            Assert.Throws<InvalidOperationException>(() => model.Export("m.onnx", fromTable: true)).Message);
        model.FeatureSpace = new FeatureSpace(new() { ["a"] = "float", ["b"] = "float" });
        Assert.Equal("The FeatureSpace makes one input of the shape (None, 2), but Sequential \"sequential\" takes (None, 3): set the FeatureSpace that the model was trained with, or export with fromTable: false.",
            Assert.Throws<InvalidOperationException>(() => model.Export("m.onnx", fromTable: true)).Message);
        model.FeatureSpace = new FeatureSpace(new() { ["a"] = "string_categorical" });
        Assert.Throws<InvalidOperationException>(() => model.Export("m.onnx", fromTable: true));
    }

    [Fact]
    public void Operators_for_tables_are_asked_for_only_where_they_are_used()
    {
        (Model model, _) = Trained(new() { ["age"] = "float_normalized", ["city"] = "string_categorical" });
        using OnnxFile rows = new(model), table = new(model, fromTable: true);
        Assert.Equal([""], Domains(rows));
        Assert.Equal(["", "ai.onnx.ml"], Domains(table));
    }

    private static IEnumerable<string> Domains(OnnxFile file) => new ProtoFields(file.Bytes).Messages(8).Select(set => set.Texts(1).SingleOrDefault(""));

    private static (Model, Table) Trained(Dictionary<string, Feature> features, Cross[]? crosses = null, string output = "answer")
    {
        Table train = Rows(40, seed: 1);
        var space = new FeatureSpace(features, crosses);
        space.Adapt(train);
        var model = new Sequential([new Input(space.Width), new Dense(5, "tanh"), new Dense(2, "softmax", name: output)], seed: 1) { FeatureSpace = space };
        Numbers.Stir(model);
        return (model, train);
    }

    private static Table Rows(int rows, int seed)
    {
        var random = new Random(seed);
        double[] Uniform(double low, double high) => [.. Enumerable.Range(0, rows).Select(_ => low + random.NextDouble() * (high - low))];
        string?[] Places() => [.. Enumerable.Range(0, rows).Select(_ => Cities[random.Next(Cities.Length)])];
        return new Table
        {
            ["age"] = Uniform(18, 90),
            ["city"] = Places(),
            ["few"] = Places(),
            ["income"] = Array.ConvertAll(Uniform(0, 1e5), income => income < 2e4 ? double.NaN : income),
            ["note"] = Array.ConvertAll(Places(), place => $"gone to {place} again"),
            ["plan"] = Enumerable.Range(0, rows).Select(_ => (long)random.Next(-2, 5)).ToArray(),
            ["raw"] = Uniform(-1, 1),
            ["scaled"] = Uniform(20, 40),
            // Numbers on the boundaries among them.
            ["shoe"] = Array.ConvertAll(Uniform(34, 44), size => Math.Round(size * 2) / 2),
            ["size"] = Array.ConvertAll(Uniform(150, 200), size => size > 190 ? double.NaN : size),
        };
    }
}
