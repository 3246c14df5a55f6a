namespace Keratin.Tests;

public sealed class PermutationImportanceTests
{
    // y = 3a − 2b, and c says nothing. The model is exactly that.
    private static Sequential Exact(params float[] weights)
    {
        var model = new Sequential(new Dense(1, inputShape: [weights.Length]));
        model.Compile(loss: "mse", metrics: ["mae", "r2_score"]);
        model.SetWeights([new NDArray(weights, [weights.Length, 1]), new float[1]]);
        return model;
    }

    private static NDArray Targets(Model model, NDArray x) => model.Predict(x);

    [Fact]
    public void The_rise_of_the_loss_is_that_of_the_formula_and_a_column_without_weight_has_none()
    {
        Sequential model = Exact(3, -2, 0);
        NDArray x = Examples.Numbers(4000, 3);
        PermutationImportance importance = PermutationImportance.Of(model, x, Targets(model, x), repeats: 10, columnNames: ["a", "b", "c"]);
        Assert.Equal(["a", "b", "c"], importance.Columns.Select(column => column.Name));
        Assert.Equal(("loss", 0, 10), (importance.Monitor, importance.Baseline, importance.Repeats));
        // E (w·x' − w·x)² = 2 w² Var(x) for independent x and x' of one distribution; here its variance is 1/3.
        Assert.Equal(2 * 9 / 3.0, importance.Columns[0].Mean, tolerance: 0.2);
        Assert.Equal(2 * 4 / 3.0, importance.Columns[1].Mean, tolerance: 0.1);
        Assert.Equal((0, 0), (importance.Columns[2].Mean, importance.Columns[2].Std));
        Assert.All(importance.Columns, column => Assert.Equal(10, column.Losses.Count));
        Assert.Equal(importance.Columns[0].Losses.Average(), importance.Columns[0].Mean, 1e-12);
        Assert.Equal(Math.Sqrt(importance.Columns[0].Losses.Average(loss => Math.Pow(loss - importance.Columns[0].Mean, 2))), importance.Columns[0].Std, 1e-12);
        Assert.True(importance.Columns[0].Std > 0);
    }

    [Fact]
    public void Where_larger_is_better_the_fall_counts()
    {
        Sequential model = Exact(3, -2);
        NDArray x = Examples.Numbers(300, 2);
        PermutationImportance importance = PermutationImportance.Of(model, x, Targets(model, x), monitor: "r2_score");
        Assert.Equal(1, importance.Baseline, 1e-6);
        Assert.True(importance.Columns[0].Mean > 1);
        Assert.Equal("0", importance.Columns[0].Name);
    }

    [Fact]
    public void A_shuffled_column_keeps_its_values_and_the_data_stay_as_they_are()
    {
        Sequential model = Exact(1, 0);
        NDArray x = Examples.Numbers(50, 2), y = new float[50];
        string before = x.Bits();
        // With targets of 0 the loss is the mean square of the first column, in whatever order.
        PermutationImportance importance = PermutationImportance.Of(model, x, y);
        Assert.All(importance.Columns, column => Assert.All(column.Losses, loss => Assert.Equal(0, loss, 1e-7)));
        Assert.Equal(before, x.Bits());
    }

    [Fact]
    public void The_seed_decides_and_a_column_has_the_same_shuffles_alone_and_among_others()
    {
        Sequential model = Exact(3, -2, 1);
        NDArray x = Examples.Numbers(60, 3), y = Targets(model, x);
        IReadOnlyList<double> Losses(int seed, int[]? columns = null) => PermutationImportance.Of(model, x, y, seed: seed, columns: columns).Columns.Single(column => column.Name == "2").Losses;
        Assert.Equal(Losses(1), Losses(1));
        Assert.NotEqual(Losses(1), Losses(2));
        Assert.Equal(Losses(1), Losses(1, [2]));
        Assert.Equal(5, Losses(1).Distinct().Count());
    }

    [Fact]
    public void Sparse_rows_give_what_the_same_rows_give_in_full()
    {
        Sequential model = Examples.Classification(inputs: 30);
        NDArray x = Examples.MultiHot(80, 30), y = Examples.Labels(80, 5);
        model.Fit(x, y, epochs: 5, verbose: 0);
        PermutationImportance sparse = PermutationImportance.Of(model, x, y, repeats: 2), dense = PermutationImportance.Of(model, x.ToDense(), y, repeats: 2);
        Assert.Equal(dense.Columns.Select(column => (column.Name, column.Mean)), sparse.Columns.Select(column => (column.Name, column.Mean)));
        Assert.Contains(sparse.Columns, column => column.Mean > 0.001);
    }

    [Fact]
    public void Columns_of_a_table_are_shuffled_before_they_are_encoded()
    {
        string[] cities = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? "Ulm" : i % 3 == 1 ? "Bonn" : "Kiel")];
        var table = new Table { ["city"] = cities, ["noise"] = Enumerable.Range(0, 300).Select(i => (double)(i * 7 % 11)).ToArray(), ["unused"] = new double[300] };
        NDArray y = cities.Select(city => city == "Kiel" ? 1f : 0f).ToArray();
        var space = new FeatureSpace(new() { ["city"] = "string_categorical", ["noise"] = "float_normalized" });
        space.Adapt(table);
        var model = new Sequential([new Dense(1, activation: "sigmoid")], seed: 1);
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        model.Fit(space.Call(table), y, epochs: 200, batchSize: 50, verbose: 0);
        PermutationImportance importance = PermutationImportance.Of(model, space, table, y, monitor: "accuracy");
        Assert.Equal(["city", "noise"], importance.Columns.Select(column => column.Name));
        // Two thirds of the shuffled cities differ from the row's own; whether it is Kiel differs for 4 of 9 rows.
        Assert.Equal(4 / 9.0, importance.Columns[0].Mean, tolerance: 0.05);
        Assert.Equal(0, importance.Columns[1].Mean, tolerance: 0.01);
        Assert.Equal(cities, (string[])table["city"].Values);
    }

    [Fact]
    public void It_prints_as_a_table()
    {
        Sequential model = Exact(1, 0);
        Assert.Equal("""
            age  0.0000  ± 0.0000
            ZN   0.0000  ± 0.0000
            by loss, 1.0000 with the data as they are
            """, PermutationImportance.Of(model, new float[,] { { 1, 1 }, { 1, 2 } }, new float[2], columnNames: ["age", "ZN"]).ToString());
    }

    [Fact]
    public void Mistakes_are_found_before_the_model_runs()
    {
        Sequential model = Exact(1, 2);
        NDArray x = Examples.Numbers(4, 2), y = new float[4];
        Assert.StartsWith("x has 2 columns but columnNames has 1 names", Assert.Throws<ArgumentException>(() => PermutationImportance.Of(model, x, y, columnNames: ["a"])).Message);
        Assert.StartsWith("x has the columns 0 to 1, but not 2.", Assert.Throws<ArgumentOutOfRangeException>(() => PermutationImportance.Of(model, x, y, columns: [2])).Message);
        Assert.StartsWith("repeats says how often", Assert.Throws<ArgumentOutOfRangeException>(() => PermutationImportance.Of(model, x, y, repeats: 0)).Message);
        Assert.StartsWith("A seed must be zero or positive but was -1.", Assert.Throws<ArgumentOutOfRangeException>(() => PermutationImportance.Of(model, x, y, seed: -1)).Message);
        Assert.StartsWith("There is nothing to shuffle: the data have 1 row.", Assert.Throws<ArgumentException>(() => PermutationImportance.Of(model, x[..1], y[..1])).Message);
        Assert.StartsWith("x must have a row per sample", Assert.Throws<ArgumentException>(() => PermutationImportance.Of(model, new float[3], y)).Message);
        Assert.Throws<KeyNotFoundException>(() => PermutationImportance.Of(model, x, y, monitor: "auc"));
    }
}
