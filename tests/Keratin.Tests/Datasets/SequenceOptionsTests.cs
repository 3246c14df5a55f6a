using Keratin.Formats;

namespace Keratin.Tests;

/// <summary>Expected sequences come from a run of Keras's own loader on the same ten texts.</summary>
public sealed class SequenceOptionsTests
{
    private static readonly SequenceOptions Defaults = new(null, 0, null, 0.2, 113, 1, 2, 3);

    private static (string Train, string Test, int[] Labels) Apply(SequenceOptions options)
    {
        NpzArchive file = NpzReader.Read(new MemoryStream(SmallReuters.Bytes), "small.npz");
        var (train, test) = options.Apply(file["x"].ToIntegerLists(), file["y"].ToArray<int>());
        return (SmallReuters.Text(train.X), SmallReuters.Text(test.X), [.. train.Y, .. test.Y]);
    }

    [Fact]
    public void Defaults_shuffle_mark_the_start_shift_and_lose_the_rarest_word()
    {
        (string train, string test, int[] labels) = Apply(Defaults);

        Assert.Equal("1 6 7 | 1 10 11 12 13 | 1 8 9 10 11 12 | 1 7 8 | 1 4 5 6 | 1 5 | 1 4 4 5 | 1 43 2 4", train);
        Assert.Equal("1 9 | 1 33 5", test);
        Assert.Equal([9, 3, 6, 1, 0, 7, 4, 8, 2, 5], labels);
    }

    [Fact]
    public void NumWords_replaces_indices_from_there_on() =>
        Assert.Equal(("1 6 7 | 1 2 2 2 2 | 1 2 2 2 2 2 | 1 7 2 | 1 4 5 6 | 1 5 | 1 4 4 5 | 1 2 2 4", "1 2 | 1 2 5"), Texts(Defaults with { NumWords = 8 }));

    [Fact]
    public void SkipTop_replaces_smaller_indices_and_the_start_too() =>
        Assert.Equal(("2 6 7 | 2 10 11 12 13 | 2 8 9 10 11 12 | 2 7 8 | 2 2 5 6 | 2 5 | 2 2 2 5 | 2 43 2 2", "2 9 | 2 33 5"), Texts(Defaults with { SkipTop = 5 }));

    [Fact]
    public void MaxLen_leaves_out_texts_of_that_length_and_longer()
    {
        (string train, string test, int[] labels) = Apply(Defaults with { MaxLength = 4 });

        Assert.Equal("1 6 7 | 1 7 8 | 1 5 | 1 9", train);
        Assert.Equal("1 2 5", test);
        Assert.Equal([9, 1, 7, 2, 5], labels);
    }

    [Theory]
    [InlineData(0.5, "1 5 | 1 4 4 5 | 1 43 2 4 | 1 9 | 1 33 5")]
    [InlineData(0.35, "1 4 4 5 | 1 43 2 4 | 1 9 | 1 33 5")]
    [InlineData(0.0, "")]
    public void TestSplit_is_the_share_at_the_end(double testSplit, string test) => Assert.Equal(test, Texts(Defaults with { TestSplit = testSplit }).Test);

    [Fact]
    public void Seed_changes_the_order()
    {
        (string train, string test, int[] labels) = Apply(Defaults with { Seed = 7 });

        Assert.Equal("1 43 2 4 | 1 33 5 | 1 4 5 6 | 1 9 | 1 7 8 | 1 6 7 | 1 5 | 1 10 11 12 13", train);
        Assert.Equal("1 8 9 10 11 12 | 1 4 4 5", test);
        Assert.Equal([8, 5, 0, 2, 1, 9, 7, 3, 6, 4], labels);
    }

    [Fact]
    public void StartChar_may_be_left_out() =>
        Assert.Equal(("6 7 | 10 11 12 13 | 8 9 10 11 12 | 7 8 | 4 5 6 | 5 | 4 4 5 | 43 2 4", "9 | 33 5"), Texts(Defaults with { StartChar = null }));

    [Fact]
    public void Without_OovChar_unknown_words_are_dropped() =>
        Assert.Equal(("1 6 7 | 1 | 1 8 9 | 1 7 8 | 1 4 5 6 | 1 5 | 1 4 4 5 | 1 4", "1 9 | 1 5"), Texts(Defaults with { OovChar = null, NumWords = 10 }));

    [Fact]
    public void IndexFrom_is_added_to_each_rank()
    {
        Assert.Equal(("1 3 4 | 1 7 8 9 10 | 1 5 6 7 8 9 | 1 4 5 | 1 1 2 3 | 1 2 | 1 1 1 2 | 1 40 2 1", "1 6 | 1 30 2"), Texts(Defaults with { IndexFrom = 0 }));
        Assert.Equal(("3 4 | 7 8 9 10 | 5 6 7 8 9 | 4 5 | 1 2 3 | 2 | 1 1 2 | 40 2 1", "6 | 30 2"), Texts(Defaults with { IndexFrom = 0, StartChar = null }));
    }

    [Fact]
    public void All_options_work_together() =>
        Assert.Equal(("9 4 5 | 9 5 6 | 9 2 3 4 | 9 3 | 9 2 2 3 | 9 9 9 2", "9 7 | 9 9 3"),
            Texts(Defaults with { NumWords = 12, SkipTop = 2, MaxLength = 5, OovChar = 9, IndexFrom = 1 }));

    [Fact]
    public void A_maxLen_that_leaves_nothing_is_an_error() =>
        Assert.Contains("maxLen = 1 leaves no sequence", Assert.Throws<ArgumentException>(() => Apply(Defaults with { MaxLength = 1 })).Message);

    private static (string Train, string Test) Texts(SequenceOptions options)
    {
        (string train, string test, _) = Apply(options);
        return (train, test);
    }
}
