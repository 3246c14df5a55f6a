namespace Keratin.Tests;

public sealed class StandInTests
{
    [Fact]
    public void The_stand_in_has_the_shape_of_the_real_data()
    {
        var (train, test) = Reuters.StandIn();

        Assert.Equal((8982, 2246), (train.X.Length, test.X.Length));
        Assert.Equal(3159, train.Y.Count(label => label == 3));
        Assert.Equal(813, test.Y.Count(label => label == 3));
        Assert.Equal(46, test.Y.Distinct().Count());
        Assert.All(train.X, row => Assert.Equal(1, row[0]));
        Assert.Equal((1, 9999), (train.X.Min(row => row.Min()), train.X.Max(row => row.Max())));
        Assert.InRange(train.X.Average(row => row.Length), 120, 180);
    }

    [Fact]
    public void Its_class_sizes_are_those_of_the_real_data()
    {
        var (real, realTest) = Reuters.LoadData(ReferenceFiles.Path("datasets"));
        var (train, test) = Reuters.StandIn();

        Assert.Equal(real.Y.Order(), train.Y.Order());
        Assert.Equal(realTest.Y.Order(), test.Y.Order());
    }

    [Fact]
    public void Words_follow_Zipfs_law()
    {
        var (train, _) = Reuters.StandIn(numWords: 40_000);
        var counts = new int[30_983];
        foreach (int[] row in train.X)
            foreach (int index in row.AsSpan(1)) counts[index]++;

        // A word ten times rarer by rank occurs about ten times less; steps of two blur it.
        Assert.InRange(counts[4] / (double)counts[4 + 15], 10, 25);
        Assert.True(counts[^1] > 0 || counts[^2] > 0 || counts[^3] > 0);
    }

    // The class whose texts share most words with a text, each word weighed by how much it tells: naive Bayes. The
    // network of the book reaches 76 % on this corpus.
    [Fact]
    public void Its_topics_can_be_learned()
    {
        var (train, test) = Reuters.StandIn();
        var counts = new double[46, 10_000];
        var totals = new double[46];
        for (int i = 0; i < train.X.Length; i++)
            foreach (int index in train.X[i])
            {
                counts[train.Y[i], index]++;
                totals[train.Y[i]]++;
            }
        double[] priors = [.. Enumerable.Range(0, 46).Select(topic => Math.Log(train.Y.Count(label => label == topic)))];
        for (int topic = 0; topic < 46; topic++)
            for (int index = 0; index < 10_000; index++) counts[topic, index] = Math.Log((counts[topic, index] + 0.1) / (totals[topic] + 1000));
        int right = 0;
        for (int i = 0; i < test.X.Length; i++)
        {
            int best = Enumerable.Range(0, 46).MaxBy(topic => priors[topic] + test.X[i].Sum(index => counts[topic, index]));
            if (best == test.Y[i]) right++;
        }

        Assert.InRange(right / (double)test.X.Length, 0.6, 0.95);
    }

    [Fact]
    public void Equal_seeds_make_equal_corpora_and_others_do_not()
    {
        var (first, _) = Reuters.StandIn(seed: 5);
        var (second, _) = Reuters.StandIn(seed: 5);
        var (other, _) = Reuters.StandIn(seed: 6);

        Assert.Equal(SmallReuters.Text(first.X), SmallReuters.Text(second.X));
        Assert.Equal(first.Y, second.Y);
        Assert.NotEqual(first.Y, other.Y);
    }

    [Fact]
    public void Its_words_decode_by_rank()
    {
        WordIndex words = Reuters.StandInWordIndex();

        Assert.Equal(30_979, words.Count);
        Assert.Equal("? word1 word123", words.Decode([1, 4, 126]));
    }
}
