namespace Keratin.Tests;

public sealed class ReutersTests
{
    private static readonly int[] FirstSample =
    [
        1, 2, 2, 8, 43, 10, 447, 5, 25, 207, 270, 5, 3095, 111, 16, 369, 186, 90, 67, 7, 89, 5, 19, 102, 6, 19, 124, 15,
        90, 67, 84, 22, 482, 26, 7, 48, 4, 49, 8, 864, 39, 209, 154, 6, 151, 6, 83, 11, 15, 22, 155, 11, 15, 7, 48, 9,
        4579, 1005, 504, 6, 258, 6, 272, 11, 15, 22, 134, 44, 11, 15, 16, 8, 197, 1245, 90, 67, 52, 29, 209, 30, 32, 132,
        6, 109, 15, 17, 12,
    ];

    [Fact]
    public void The_first_training_sample_is_the_published_one()
    {
        var (train, test) = Reuters.LoadData(ReferenceFiles.Path("datasets", "reuters.npz"), numWords: 10_000);

        Assert.Equal(87, FirstSample.Length);
        Assert.Equal(FirstSample, train.X[0]);
        Assert.Equal((8982, 2246), (train.X.Length, test.X.Length));
        Assert.Equal((8982, 2246), (train.Y.Length, test.Y.Length));
        Assert.Equal(3, train.Y[10]);
        Assert.Equal([1, 245, 273, 207, 156, 53, 74, 160], train.X[10][..8]);
        Assert.Equal(46, train.Y.Concat(test.Y).Distinct().Count());
        Assert.Equal(9999, train.X.Max(row => row.Max()));
    }

    [Fact]
    public void The_first_sample_decodes_to_its_text()
    {
        var (train, _) = Reuters.LoadData(ReferenceFiles.Path("datasets"), numWords: 10_000);
        WordIndex words = Reuters.GetWordIndex(ReferenceFiles.Path("datasets"));

        Assert.StartsWith("? ? ? said as a result of its december acquisition of space co it expects earnings per share in 1987 of 1 15 to 1 30 dlrs per share", words.Decode(train.X[0]));
        Assert.Equal(1, words["the"]);
    }

    [Fact]
    public void The_multi_hot_training_rows_take_about_six_megabytes()
    {
        var (train, _) = Reuters.LoadData(ReferenceFiles.Path("datasets"), numWords: 10_000);
        NDArray rows = Encode.MultiHot(train.X, 10_000);
        double ones = Math.Round(rows.Density * rows.Size);

        Assert.Equal([8982, 10_000], rows.Shape);
        Assert.True(rows.IsSparse);
        Assert.Equal(train.X.Sum(row => row.Distinct().Count()), ones);
        // A column number and a value for each one, and where each row starts.
        Assert.InRange(8 * ones + 4 * rows.Length, 5_000_000, 6_500_000);
    }

    [Fact]
    public void There_are_46_topics_of_which_the_most_frequent_is_earn()
    {
        Assert.Equal(46, Reuters.LabelNames.Count);
        Assert.Equal("earn", Reuters.LabelNames[3]);
        Assert.Equal("lead", Reuters.LabelNames[45]);
        Assert.Equal(46, Reuters.LabelNames.Distinct().Count());
    }

    [Fact]
    public void A_truncated_file_is_named_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("reuters.npz");
        File.WriteAllBytes(path, SmallReuters.Bytes[..400]);

        Assert.Equal(
            $"{path} cannot be read: it is not a complete zip archive, so it is truncated or damaged. Delete the file to have it downloaded again, or give the path of another.",
            Assert.Throws<InvalidDataException>(() => Reuters.LoadData(path)).Message);
    }

    [Fact]
    public void A_file_without_the_arrays_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("reuters.npz");
        NDArray other = new float[] { 1 };
        Formats.Npz.Save(path, ("x_train", other));

        Assert.Contains("it has no array 'x', only 'x_train'", Assert.Throws<InvalidDataException>(() => Reuters.LoadData(path)).Message);
    }

    [Fact]
    public void A_truncated_word_index_is_named_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("reuters_word_index.json");
        foreach (string text in new[] { "", "{\"the\": 1", "{\"the\": 1, \"of\": tw", "[1]", "{\"the\": \"one\"}", "{\"the\": 1} rest", "{\"the\": 1, \"the\": 2}" })
        {
            File.WriteAllText(path, text);
            string message = Assert.Throws<InvalidDataException>(() => Reuters.GetWordIndex(path)).Message;
            Assert.StartsWith($"{path} cannot be read: it is not a JSON object of words and their ranks", message);
            Assert.Contains("Delete the file to have it downloaded again", message);
        }
    }

    [Theory]
    [InlineData(0, 0, 5, 0.2, "numWords is how many")]
    [InlineData(10, -1, 5, 0.2, "skipTop is how many")]
    [InlineData(10, 0, 0, 0.2, "maxLen is the length")]
    [InlineData(10, 0, 5, 1.5, "testSplit is the share")]
    [InlineData(10, 0, 5, double.NaN, "testSplit is the share")]
    public void Senseless_arguments_are_refused_before_a_file_is_looked_for(int numWords, int skipTop, int maxLen, double testSplit, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentOutOfRangeException>(() =>
            Reuters.LoadData("no such file", numWords, skipTop, maxLen, testSplit)).Message);
}
