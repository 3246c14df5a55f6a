namespace Keratin.Tests;

/// <summary>The two networks of the book, each through one file with batches of 1, 7 and 512 rows.</summary>
public sealed class BookModelExportTests
{
    [Fact]
    public void The_newswire_network_predicts_the_same_from_its_file()
    {
        var model = new Sequential([new Dense(64, "relu", inputShape: [10_000]), new Dense(64, "relu"), new Dense(46, "softmax")], seed: 3);
        model.Compile("rmsprop", "sparse_categorical_crossentropy");
        NDArray stories = Stories(512);
        model.Fit(stories, Enumerable.Range(0, 512).Select(row => row % 46).ToArray(), epochs: 2, batchSize: 64, verbose: 0);
        using var file = new OnnxFile(model);
        foreach (int rows in (int[])[1, 7, 512]) file.MustAgree(model, stories[..rows]);
    }

    [Fact]
    public void The_house_price_network_predicts_the_same_from_its_file()
    {
        var normalization = new Normalization();
        NDArray houses = Numbers.Rows(512, [13]) * 40 + 100;
        normalization.Adapt(houses);
        foreach (Layer[] before in (Layer[][])[[new Input(13)], [normalization]])
        {
            var model = new Sequential([.. before, new Dense(64, "relu"), new Dense(64, "relu"), new Dense(1)], seed: 3);
            model.Compile("rmsprop", "mse");
            model.Fit(houses, houses.Mean(axis: 1), epochs: 2, batchSize: 16, verbose: 0);
            using var file = new OnnxFile(model);
            foreach (int rows in (int[])[1, 7, 512]) file.MustAgree(model, houses[..rows]);
        }
    }

    private static NDArray Stories(int rows)
    {
        var random = new Random(5);
        return NDArray.SparseFromRows([.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 90).Select(_ => random.Next(10_000)).ToArray())], 10_000);
    }
}
