namespace Keratin.Tests;

/// <summary>Made inputs, and weights that are not their first values.</summary>
internal static class Numbers
{
    /// <summary>Numbers between −2 and 2.</summary>
    public static NDArray Rows(int rows, Shape perRow, int seed = 1)
    {
        var random = new Random(seed);
        Shape shape = perRow.Prepend(rows);
        return new NDArray([.. Enumerable.Range(0, shape.Size).Select(_ => random.NextSingle() * 4 - 2)], shape);
    }

    /// <summary>Whole numbers from 0 to below a limit.</summary>
    public static NDArray Indexes(int rows, Shape perRow, int limit, int seed = 1)
    {
        var random = new Random(seed);
        Shape shape = perRow.Prepend(rows);
        return new NDArray([.. Enumerable.Range(0, shape.Size).Select(_ => (float)random.Next(limit))], shape);
    }

    /// <summary>Gives all weights random values; those that are variances positive ones.</summary>
    public static void Stir(Model model, int seed = 2)
    {
        var random = new Random(seed);
        model.SetWeights([.. model.Weights.Select(weight =>
        {
            float least = weight.Name.EndsWith("variance", StringComparison.Ordinal) ? 0.2f : -0.5f;
            return new NDArray([.. Enumerable.Range(0, weight.Shape.Size).Select(_ => least + random.NextSingle())], weight.Shape);
        })]);
    }
}
