namespace Keratin.Tests;

/// <summary>The examples are those of Keras's documentation of IntegerLookup, with the results printed there.</summary>
public sealed class IntegerLookupTests
{
    private static readonly long[] Vocabulary = [12, 36, 1138, 42];
    private static readonly int[][] Data = [[12, 1138, 42], [42, 1000, 36]];

    [Fact]
    public void A_given_vocabulary_numbers_its_integers_behind_the_unknown_one()
    {
        Assert.Equal([1, 3, 4, 4, 0, 2], new IntegerLookup(vocabulary: Vocabulary).Call(Data).ToArray());
        Assert.Equal([2, 3], new IntegerLookup(vocabulary: Vocabulary).Call(Data).Shape);
        Assert.Equal([4, 0], new IntegerLookup(vocabulary: Vocabulary).Call([42, 43]).ToArray());
        Assert.Equal([4, 0], new IntegerLookup(vocabulary: Vocabulary).Call(new[] { 42, long.MaxValue }).ToArray());
    }

    [Fact]
    public void A_vocabulary_is_learnt_by_frequency_and_ties_go_backwards()
    {
        var lookup = new IntegerLookup();
        lookup.Adapt(Data);

        Assert.Equal([-1, 42, 1138, 1000, 36, 12], lookup.GetVocabulary());
        Assert.Equal([5, 2, 1, 1, 3, 4], lookup.Call(Data).ToArray());
    }

    [Fact]
    public void Neither_the_mask_nor_the_unknown_number_is_learnt()
    {
        var lookup = new IntegerLookup(maskToken: 0);
        lookup.Adapt([-1, 0, 7, 0]);

        Assert.Equal([0, -1, 7], lookup.GetVocabulary());
        Assert.Equal([1, 0, 2], lookup.Call([-1, 0, 7]).ToArray());
    }

    [Fact]
    public void Several_unknown_indices_are_chosen_by_the_remainder()
    {
        int[][] data = [[12, 1138, 42], [37, 1000, 36]];
        Assert.Equal([2, 4, 5, 1, 0, 3], new IntegerLookup(vocabulary: Vocabulary, numOovIndices: 2).Call(data).ToArray());
        Assert.Equal([2, 1], new IntegerLookup(vocabulary: Vocabulary, numOovIndices: 3).Call([-1, -2]).ToArray());
    }

    [Fact]
    public void Output_modes_give_the_rows_of_Keras()
    {
        int[][] data = [[12, 1138, 42, 42], [42, 7, 36, 7]];
        Assert.Equal([0, 1, 0, 1, 1, 1, 0, 1, 0, 1], new IntegerLookup(vocabulary: Vocabulary, outputMode: "multi_hot").Call(data).ToArray());
        Assert.Equal([0, 1, 0, 1, 2, 2, 0, 1, 0, 1], new IntegerLookup(vocabulary: Vocabulary, outputMode: "count").Call(data).ToArray());
        Assert.Equal([0, 0.25f, 0, 0.6f, 0.8f, 1, 0, 0.75f, 0, 0.4f], new IntegerLookup(vocabulary: Vocabulary, idfWeights: [0.25f, 0.75f, 0.6f, 0.4f], outputMode: "tf_idf").Call(data).ToArray());
        Assert.Equal([0, 0.25f, 0, 0.6f, 0.8f, 1.8f, 0, 0.75f, 0, 0.4f], new IntegerLookup(vocabulary: [-1, .. Vocabulary], idfWeights: [0.9f, 0.25f, 0.75f, 0.6f, 0.4f], outputMode: "tf_idf").Call(data).ToArray());
    }

    [Fact]
    public void Indices_turn_back_into_integers()
    {
        var lookup = new IntegerLookup(vocabulary: Vocabulary);
        Assert.Equal([12, 1138, 42, 42, -1, 36], lookup.Invert(lookup.Call(Data)));
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        var lookup = new IntegerLookup(maskToken: long.MinValue, oovToken: -7, numOovIndices: 2);
        lookup.Adapt(new long[][] { [5, long.MaxValue], [5] });
        var copy = IntegerLookup.FromJson(lookup.ToJson());

        Assert.Equal(lookup.ToJson(), copy.ToJson());
        Assert.Equal([long.MinValue, -7, -7, 5, long.MaxValue], copy.GetVocabulary());
        Assert.Equal([0, 3, 2], copy.Call(new[] { long.MinValue, 5, 7 }).ToArray());
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.StartsWith("idfWeights belong to a vocabulary", Assert.Throws<ArgumentException>(() => new IntegerLookup(idfWeights: [1], outputMode: "tf_idf")).Message);
        Assert.StartsWith("The vocabulary holds 3 twice", Assert.Throws<ArgumentException>(() => new IntegerLookup(vocabulary: [3, 3])).Message);
        Assert.StartsWith("Row 1 holds 9, which is not in the vocabulary", Assert.Throws<ArgumentException>(() => new IntegerLookup(vocabulary: [3], numOovIndices: 0).Call([3, 9])).Message);
        Assert.StartsWith("Row 0 is null", Assert.Throws<ArgumentException>(() => new IntegerLookup(vocabulary: [3]).Call(new int[][] { null! })).Message);
        Assert.StartsWith("Row 0 is null", Assert.Throws<ArgumentException>(() => new IntegerLookup().Adapt(new int[][] { null! })).Message);
    }
}
