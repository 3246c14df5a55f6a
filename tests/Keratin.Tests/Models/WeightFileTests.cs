using Keratin.Formats;

namespace Keratin.Tests;

public sealed class WeightFileTests
{
    [Fact]
    public void Weights_come_back_bit_by_bit_into_a_model_of_the_same_layers()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Path("weights.npz");
        Sequential saved = Examples.Regression(3, seed: 1), loaded = Examples.Regression(3, seed: 2);
        saved.SaveWeights(file);
        loaded.LoadWeights(file);
        Assert.Equal(saved.Bits(), loaded.Bits());
        Assert.Equal(["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"], Npz.Load(file).Names);
        Assert.Equal([3, 8], Npz.Load(file)["dense/kernel"].Shape);
    }

    [Fact]
    public void A_file_of_another_model_changes_nothing_and_says_what_differs()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Path("weights.npz");
        new Sequential(new Dense(8, inputShape: [3]), new Dense(2)).SaveWeights(file);
        Sequential model = Examples.Regression(3);
        string before = model.Bits();
        Assert.Equal("The weight \"dense_1/kernel\" of Sequential \"sequential\" has the shape (8, 1) but array 2 has (8, 2).", Refusal(model)[..^" (Parameter 'weights')".Length]);
        Assert.Equal(before, model.Bits());
        Assert.StartsWith($"{file} has no weight \"dense_2/kernel\" of Sequential", Refusal(new Sequential(new Dense(8, inputShape: [3]), new Dense(2), new Dense(1))));
        Assert.StartsWith($"{file} has a weight \"dense_1/kernel\" that Sequential", Refusal(new Sequential(new Dense(8, inputShape: [3]))));

        string Refusal(Model other) => Assert.Throws<ArgumentException>(() => other.LoadWeights(file)).Message;
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        Assert.Equal("Weights are kept in .npz files, but the name is \"weights.txt\": end it in .npz. (Parameter 'path')", Assert.Throws<ArgumentException>(() => Examples.Regression(3).SaveWeights("weights.txt")).Message);
        Assert.Throws<InvalidOperationException>(() => Examples.Regression().SaveWeights("weights.npz"));
        Assert.Throws<FileNotFoundException>(() => Examples.Regression(3).LoadWeights("nowhere.npz"));
    }
}
