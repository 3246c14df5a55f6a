namespace Keratin.Tests;

public sealed class WordIndexTests
{
    private static readonly WordIndex Words = new(new Dictionary<string, int> { ["the"] = 1, ["of"] = 2 });

    [Fact]
    public void Words_and_ranks_are_found_both_ways()
    {
        Assert.Equal(2, Words["of"]);
        Assert.True(Words.TryGetWord(1, out string? word));
        Assert.Equal("the", word);
        Assert.False(Words.TryGetWord(3, out _));
        Assert.False(Words.TryGetRank("The", out _));
        Assert.Equal(2, Words.Count);
        Assert.Equal(["the", "of"], Words.Select(pair => pair.Key));
    }

    [Fact]
    public void A_sequence_is_decoded_three_below_its_indices() => Assert.Equal("? ? of the ?", Words.Decode([1, 2, 5, 4, 99]));

    [Fact]
    public void The_shift_follows_indexFrom() => Assert.Equal("the of ?", Words.Decode([1, 2, 5], indexFrom: 0));

    [Fact]
    public void No_sequence_decodes_to_no_text() => Assert.Equal("", Words.Decode([]));

    [Fact]
    public void An_unknown_word_is_named() =>
        Assert.Equal("The word 'xyzzy' is not among the 2 words of this index.", Assert.Throws<KeyNotFoundException>(() => Words["xyzzy"]).Message);
}
