using CsCheck;

namespace Keratin.Tests;

/// <summary>The examples are those of Keras's documentation of StringLookup, with the results printed there.</summary>
public sealed class StringLookupTests
{
    private static readonly string[] Vocabulary = ["a", "b", "c", "d"];
    private static readonly string[][] Data = [["a", "c", "d"], ["d", "z", "b"]];
    private static readonly string[][] Longer = [["a", "c", "d", "d"], ["d", "z", "b", "z"]];

    [Fact]
    public void A_given_vocabulary_numbers_its_strings_behind_the_unknown_one()
    {
        NDArray indices = new StringLookup(vocabulary: Vocabulary).Call(Data);

        Assert.Equal([2, 3], indices.Shape);
        Assert.Equal([1, 3, 4, 4, 0, 2], indices.ToArray());
        Assert.Equal([1, 0], new StringLookup(vocabulary: Vocabulary).Call(["a", "nothing"]).ToArray());
    }

    [Fact]
    public void A_vocabulary_is_learnt_by_frequency_and_ties_go_backwards()
    {
        var lookup = new StringLookup();
        lookup.Adapt(Data);

        Assert.Equal(["[UNK]", "d", "z", "c", "b", "a"], lookup.GetVocabulary());
        Assert.Equal(["d", "z", "c", "b", "a"], lookup.GetVocabulary(includeSpecialTokens: false));
        Assert.Equal(6, lookup.VocabularySize);
        Assert.Equal([5, 3, 1, 1, 2, 4], lookup.Call(Data).ToArray());
    }

    [Fact]
    public void Learning_again_forgets_what_was_learnt()
    {
        var lookup = new StringLookup();
        lookup.Adapt(["old"]);
        lookup.Adapt(["new", "new", "[UNK]"]);

        Assert.Equal(["[UNK]", "new"], lookup.GetVocabulary());
    }

    [Fact]
    public void MaxTokens_keeps_the_most_frequent_strings()
    {
        var lookup = new StringLookup(maxTokens: 3, maskToken: "");
        lookup.Adapt(["b", "a", "a", "", "", "", "c"]);

        Assert.Equal(["", "[UNK]", "a"], lookup.GetVocabulary());
        Assert.Equal([0, 2, 1], lookup.Call(["", "a", "c"]).ToArray());
    }

    [Fact]
    public void Ties_are_broken_by_bytes_as_in_Keras()
    {
        var lookup = new StringLookup();
        lookup.Adapt(["z", "é", "\ufb01", "\U0001F600", "Z", "za"]);

        // In .NET's own order the emoji's surrogates would come before U+FB01.
        Assert.Equal(["\U0001F600", "\ufb01", "é", "za", "z", "Z"], lookup.GetVocabulary(includeSpecialTokens: false));
    }

    [Fact]
    public void The_vocabulary_does_not_depend_on_the_order_of_the_data() =>
        Gen.Char['a', 'e'].Select(letter => letter.ToString()).Array[1, 30].Sample(tokens =>
        {
            StringLookup forward = new(), backward = new();
            forward.Adapt(tokens);
            backward.Adapt(tokens.Reverse());
            string[] expected = [.. tokens.GroupBy(token => token).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
            return forward.GetVocabulary(false).SequenceEqual(expected) && backward.GetVocabulary(false).SequenceEqual(expected);
        });

    [Fact]
    public void Several_unknown_indices_are_chosen_by_hash()
    {
        string[][] data = [["a", "c", "d"], ["m", "z", "b"]];

        Assert.Equal([2, 4, 5, 0, 1, 3], new StringLookup(vocabulary: Vocabulary, numOovIndices: 2).Call(data).ToArray());
    }

    [Fact]
    public void Output_modes_give_the_rows_of_Keras()
    {
        NDArray oneHot = new StringLookup(vocabulary: Vocabulary, outputMode: "one_hot").Call(["a", "b", "c", "d", "z"]);
        Assert.Equal([5, 5], oneHot.Shape);
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0], oneHot.ToArray());
        NDArray multiHot = new StringLookup(vocabulary: Vocabulary, outputMode: "multi_hot").Call(Longer);
        Assert.True(multiHot.IsSparse);
        Assert.Equal([0, 1, 0, 1, 1, 1, 0, 1, 0, 1], multiHot.ToArray());
        Assert.Equal([0, 1, 0, 1, 2, 2, 0, 1, 0, 1], new StringLookup(vocabulary: Vocabulary, outputMode: "count").Call(Longer).ToArray());
        Assert.Equal([0, 0.25f, 0, 0.6f, 0.8f, 1, 0, 0.75f, 0, 0.4f], new StringLookup(vocabulary: Vocabulary, idfWeights: [0.25f, 0.75f, 0.6f, 0.4f], outputMode: "tf_idf").Call(Longer).ToArray());
    }

    [Fact]
    public void A_vocabulary_may_bring_the_unknown_string_and_its_weight()
    {
        var lookup = new StringLookup(outputMode: "tf_idf");
        lookup.SetVocabulary(["[UNK]", .. Vocabulary], [0.9f, 0.25f, 0.75f, 0.6f, 0.4f]);

        Assert.Equal([0, 0.25f, 0, 0.6f, 0.8f, 1.8f, 0, 0.75f, 0, 0.4f], lookup.Call(Longer).ToArray());
    }

    [Fact]
    public void A_column_is_one_sample_unless_each_string_is_encoded()
    {
        Assert.Equal([5], new StringLookup(vocabulary: Vocabulary, outputMode: "multi_hot").Call(["a", "z"]).Shape);
        Assert.Equal([2, 5], new StringLookup(vocabulary: Vocabulary, outputMode: "one_hot").Call([["a"], ["z"]]).Shape);
        Assert.Equal([2, 3, 5], new StringLookup(vocabulary: Vocabulary, outputMode: "one_hot").Call(Data).Shape);
    }

    [Fact]
    public void The_mask_leaves_no_trace_in_rows()
    {
        var lookup = new StringLookup(vocabulary: Vocabulary, maskToken: "-", outputMode: "count");

        Assert.Equal([0, 2, 0, 0, 1], lookup.Call([["a", "-", "d", "a", "-"]]).ToArray());
        Assert.Equal([0, 0, 0, 0, 0], lookup.Call([["-", "-"]]).ToArray());
        Assert.Equal([0, 0, 0, 0, 0], lookup.Call([Array.Empty<string>()]).ToArray());
        Assert.Equal(5, lookup.VocabularySize);
    }

    [Fact]
    public void Inverse_document_frequencies_are_those_of_Keras()
    {
        var lookup = new StringLookup(outputMode: "tf_idf", maxTokens: 8, padToMaxTokens: true);
        lookup.Adapt(Longer);
        Assert.Equal(["[UNK]", "d", "z", "c", "b", "a"], lookup.GetVocabulary());

        // log(1 + documents / (1 + documents with the string)); the unknown string gets the mean.
        double both = Math.Log(1 + 2 / 3.0), one = Math.Log(1 + 2 / 2.0);
        double[] expected = [(both + 4 * one) / 5, both, one, one, one, one, 0, 0];
        for (int i = 0; i < 8; i++) Assert.Equal(expected[i], lookup.IdfWeights![i], 1e-6);
        NDArray row = lookup.Call([["d", "d", "?"]]);
        Assert.Equal([1, 8], row.Shape);
        Assert.Equal(2 * both, row[0, 1], 1e-6);
        Assert.Equal(expected[0], row[0, 0], 1e-6);
    }

    [Fact]
    public void Indices_turn_back_into_strings()
    {
        var lookup = new StringLookup(vocabulary: Vocabulary, maskToken: "");

        Assert.Equal(["a", "c", "[UNK]", "", "d", "[UNK]"], lookup.Invert(new[] { 2, 4, 1, 0, 5, 99 }));
        Assert.Equal(["a", "b"], lookup.Invert(lookup.Call([["a"], ["b"]])));
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        var lookup = new StringLookup(maxTokens: 9, numOovIndices: 2, maskToken: "-", outputMode: "tf_idf", padToMaxTokens: true);
        lookup.Adapt(Longer);
        var copy = StringLookup.FromJson(lookup.ToJson());
        Assert.Equal(lookup.ToJson(), copy.ToJson());
        Assert.Equal(lookup.Call(Longer).ToArray(), copy.Call(Longer).ToArray());
        copy.Adapt(["new"]);
        Assert.Contains("new", copy.GetVocabulary());

        var given = StringLookup.FromJson(new StringLookup(vocabulary: ["\"ä\n", "\U0001F600"]).ToJson());
        Assert.Equal(["\"ä\n", "\U0001F600"], given.GetVocabulary(false));
        Assert.Throws<InvalidOperationException>(() => given.Adapt(["a"]));
        Assert.Throws<InvalidOperationException>(() => StringLookup.FromJson(new StringLookup().ToJson()).Call(["a"]));
    }

    [Theory]
    [InlineData("\"vocabulary\":[\"d\"", "\"vocabulary\":[\"z\"", "holds \"z\" twice")]
    [InlineData("\"idf_weights\":[", "\"idf_weights\":[1,", "needs 6 idf_weights, but there are 7")]
    [InlineData("\"max_tokens\":null", "\"max_tokens\":3", "more than maxTokens = 3")]
    public void Damaged_state_is_refused(string text, string other, string words)
    {
        var lookup = new StringLookup(outputMode: "tf_idf");
        lookup.Adapt(Data);

        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => StringLookup.FromJson(lookup.ToJson().Replace(text, other, StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.StartsWith("maxTokens is the largest size of the vocabulary, 2 or more", Message(() => new StringLookup(maxTokens: 1)));
        Assert.StartsWith("maxTokens = 2 leaves no room for a vocabulary: 2 of the indices", Message(() => new StringLookup(maxTokens: 2, maskToken: "")));
        Assert.StartsWith("numOovIndices is the number of indices for unknown tokens, from 0 to 16,777,216: larger indices are not exact as 32-bit numbers.", Message(() => new StringLookup(numOovIndices: -1)));
        Assert.StartsWith("numOovIndices is the number of indices for unknown tokens, from 0 to 16,777,216:", Message(() => new StringLookup(numOovIndices: 16_777_217)));
        Assert.StartsWith("padToMaxTokens makes the output as wide as maxTokens, so give maxTokens as well.", Message(() => new StringLookup(padToMaxTokens: true)));
        Assert.StartsWith("idfWeights belong to a vocabulary", Message(() => new StringLookup(idfWeights: [1], outputMode: "tf_idf")));
        Assert.StartsWith("idfWeights are for the mode tf_idf, but outputMode is \"int\"", Message(() => new StringLookup(vocabulary: ["a"], idfWeights: [1])));
        Assert.StartsWith("A vocabulary that is given needs idfWeights in the mode tf_idf", Message(() => new StringLookup(vocabulary: ["a"], outputMode: "tf_idf")));
        Assert.StartsWith("idfWeights must have one weight per token of the vocabulary, 1, but has 2.", Message(() => new StringLookup(vocabulary: ["a"], idfWeights: [1, 2], outputMode: "tf_idf")));
        Assert.StartsWith("The vocabulary is empty", Message(() => new StringLookup(vocabulary: [])));
        Assert.StartsWith("Token 1 of the vocabulary is null.", Message(() => new StringLookup(vocabulary: ["a", null!])));
        Assert.StartsWith("The vocabulary holds \"a\" twice", Message(() => new StringLookup(vocabulary: ["a", "a"])));
        Assert.StartsWith("The vocabulary holds the mask \"-\" among its tokens: leave the mask and the unknown tokens out, or put exactly [\"-\", \"[UNK]\"] in front.", Message(() => new StringLookup(vocabulary: ["a", "-"], maskToken: "-")));
        // A file may ask for millions of them.
        Assert.EndsWith(", \"[UNK]\", …] in front. (Parameter 'vocabulary')", Message(() => new StringLookup(vocabulary: ["a", "-"], maskToken: "-", numOovIndices: 100)));
        Assert.StartsWith("The vocabulary has 3 tokens with the mask and the unknown ones, more than maxTokens = 2", Message(() => new StringLookup(vocabulary: ["a", "b"], maxTokens: 2)));
        Assert.StartsWith("Row 1 holds \"z\", which is not in the vocabulary, and numOovIndices is 0", Message(() => new StringLookup(vocabulary: Vocabulary, numOovIndices: 0).Call(["a", "z"])));
        Assert.StartsWith("Row 0 holds null", Message(() => new StringLookup(vocabulary: Vocabulary).Call([null!, "a"])));
        Assert.StartsWith("Row 0 holds null", Message(() => new StringLookup().Adapt([null!, "a"])));
        Assert.StartsWith("Row 1 is null", Message(() => new StringLookup().Adapt(new string[][] { ["a"], null! })));
        Assert.StartsWith("There is nothing to learn a vocabulary from", Message(() => new StringLookup().Adapt(Array.Empty<string>())));
        Assert.StartsWith("StringLookup has no vocabulary yet: call Adapt with data, or give vocabulary.", Assert.Throws<InvalidOperationException>(() => new StringLookup().Call(["a"])).Message);
        Assert.StartsWith("This StringLookup was given its vocabulary", Assert.Throws<InvalidOperationException>(() => new StringLookup(vocabulary: Vocabulary).Adapt(["a"])).Message);
        Assert.StartsWith("Only indices can be inverted, but outputMode is \"count\"", Assert.Throws<InvalidOperationException>(() => new StringLookup(vocabulary: Vocabulary, outputMode: "count").Invert(new[] { 1 })).Message);
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    [Fact]
    public void Text_that_is_nested_without_end_is_refused() =>
        Assert.Contains("cannot be read as a StringLookup", Assert.Throws<InvalidDataException>(() => StringLookup.FromJson("{\"config\":" + new string('[', 100_000))).Message, StringComparison.Ordinal);
}
