using CsCheck;

namespace Keratin.Tests;

public sealed class TextVectorizationTests
{
    private static readonly string[] Texts = ["foo bar", "bar baz", "baz bada boom"];

    [Fact]
    public void The_example_of_Keras_gives_what_is_printed_there()
    {
        var layer = new TextVectorization(maxTokens: 5000, outputSequenceLength: 4);
        layer.Adapt(Texts);

        Assert.Equal(["", "[UNK]", "baz", "bar", "foo", "boom", "bada"], layer.GetVocabulary());
        NDArray indices = layer.Call(["foo qux bar", "qux baz"]);
        Assert.Equal([2, 4], indices.Shape);
        Assert.Equal([4, 1, 3, 0, 1, 2, 0, 0], indices.ToArray());
        Assert.Equal(["", "[UNK]", "earth", "wind", "and", "fire"], new TextVectorization(vocabulary: ["earth", "wind", "and", "fire"]).GetVocabulary());
    }

    [Fact]
    public void Indices_are_as_many_as_the_longest_text_needs_or_as_asked()
    {
        string[] vocabulary = ["a", "b"];
        Assert.Equal([2, 3], new TextVectorization(vocabulary: vocabulary).Call(["a b a", "b"]).Shape);
        Assert.Equal([2, 3, 3, 0], new TextVectorization(vocabulary: vocabulary, outputSequenceLength: 2).Call(["a b a", "b"]).ToArray());
        Assert.Equal([1, 0], new TextVectorization(vocabulary: vocabulary).Call([" ... "]).Shape);
        Assert.Equal([0, 0], new TextVectorization(vocabulary: vocabulary).Call([]).Shape);
    }

    [Theory]
    [InlineData("lower_and_strip_punctuation", "us émile É its 1999")]
    [InlineData("lower", "u.s. émile É it's $19.99!")]
    [InlineData("strip_punctuation", "US émile É Its 1999")]
    [InlineData("none", "U.S. émile É It's $19.99!")]
    public void Only_ASCII_is_standardised_as_in_Keras(string standardize, string expected) =>
        Assert.Equal(expected.Split(' '), Tokens(new TextVectorization(standardize: standardize), " U.S.\témile  É\nIt's\v$19.99!\f\r"));

    [Fact]
    public void All_32_marks_are_left_out() =>
        Assert.Equal(["ab"], Tokens(new TextVectorization(), "a!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~b"));

    [Fact]
    public void A_text_may_be_split_into_characters_or_not_at_all()
    {
        Assert.Equal(["a", "é", "\U0001F600", " "], Tokens(new TextVectorization(split: "character"), "A-é\U0001F600 "));
        Assert.Equal([" new york "], Tokens(new TextVectorization(split: "none"), " New York! "));
    }

    [Fact]
    public void Functions_of_your_own_standardise_and_split()
    {
        var layer = new TextVectorization(standardize: new TextStandardization("vowels", text => text.Replace("e", "", StringComparison.Ordinal)),
            split: new TextSplit("commas", text => text.Split(',')));
        Assert.Equal(["on", "Two!", ""], Tokens(layer, "one,Two!,e"));
        Func<string, string> upper = text => text.ToUpperInvariant();
        Assert.Equal(["ÄB"], Tokens(new TextVectorization(standardize: upper), "äb"));
        Func<string, string[]> pairs = text => [.. text.Chunk(2).Select(pair => new string(pair))];
        Assert.Equal(["ab", "c"], Tokens(new TextVectorization(split: pairs), "A.Bc"));
    }

    [Fact]
    public void Neighbours_are_joined_width_by_width()
    {
        var layer = new TextVectorization(ngrams: [2, 1], vocabulary: ["a", "b", "c", "a b", "b c"]);
        Assert.Equal([5, 6, 2, 3, 4], layer.Call(["a b c"]).ToArray());
        Assert.Equal([2], layer.Call(["a"]).ToArray());
        Assert.Equal(["x", "y", "x y"], Tokens(new TextVectorization(ngrams: 2), "x y"));
        Assert.Equal(["a b c"], Tokens(new TextVectorization(ngrams: [3]), "a b c"));
    }

    [Fact]
    public void Rows_over_the_vocabulary_are_sparse()
    {
        string[] vocabulary = ["earth", "wind"];
        NDArray hot = new TextVectorization(vocabulary: vocabulary, outputMode: "multi_hot").Call(["Wind, wind; fire", "earth"]);
        Assert.True(hot.IsSparse);
        Assert.Equal([1, 0, 1, 0, 1, 0], hot.ToArray());
        Assert.Equal([1, 0, 2, 0, 1, 0], new TextVectorization(vocabulary: vocabulary, outputMode: "count").Call(["Wind, wind; fire", "earth"]).ToArray());
        Assert.Equal([0.25f, 0, 1, 0, 0, 0], new TextVectorization(vocabulary: vocabulary, idfWeights: [0, 0.5f], outputMode: "tf_idf").Call(["Wind, wind; fire", "earth"]).ToArray());
        Assert.Equal([1, 9], new TextVectorization(maxTokens: 9, padToMaxTokens: true, vocabulary: vocabulary, outputMode: "count").Call(["fire"]).Shape);
    }

    [Fact]
    public void Frequencies_of_documents_are_learnt()
    {
        var layer = new TextVectorization(outputMode: "tf_idf");
        layer.Adapt(["a a b", "a", "c"]);

        Assert.Equal(["[UNK]", "a", "c", "b"], layer.GetVocabulary());
        double a = Math.Log(1 + 3 / 3.0), rare = Math.Log(1 + 3 / 2.0);
        double[] expected = [(a + 2 * rare) / 3, a, rare, rare];
        for (int i = 0; i < 4; i++) Assert.Equal(expected[i], layer.IdfWeights![i], 1e-6);
        Assert.Equal(2 * a, layer.Call(["a a"])[0, 1], 1e-6);
    }

    // More texts than are worked on at a time, so that parts, workers and documents that repeat across them are met.
    [Fact]
    public void Any_number_of_workers_learns_and_gives_the_same_as_a_plain_loop()
    {
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(i => string.Join(' ', Enumerable.Range(0, i % 9).Select(j => "w" + i * (j + 3) % 97)))];
        var layer = new TextVectorization(maxTokens: 60, outputMode: "tf_idf");
        layer.Adapt(texts.Select(text => text));

        var words = texts.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).CountBy(word => word)
            .OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key, StringComparer.Ordinal).Take(59).Select(pair => pair.Key).ToArray();
        Assert.Equal(words, layer.GetVocabulary(includeSpecialTokens: false));
        int documents = texts.Count(text => text.Split(' ').Contains(words[7]));
        Assert.Equal(Math.Log(1 + 20_000 / (1.0 + documents)), layer.IdfWeights![8], 1e-6);
        NDArray rows = layer.Call(texts);
        foreach (int row in (int[])[0, 1, 9_999, 16_384, 19_999])
            for (int word = 0; word < words.Length; word++)
                Assert.Equal(texts[row].Split(' ').Count(other => other == words[word]) * layer.IdfWeights[word + 1], rows[row, word + 1]);
    }

    [Fact]
    public void Words_are_those_between_white_space() =>
        Gen.Char[" \t\nabcA.é"].Array[0, 40].Select(letters => new string(letters)).Sample(text =>
        {
            var layer = new TextVectorization(vocabulary: ["a", "b", "c"]);
            string[] words = text.Replace(".", "", StringComparison.Ordinal).Replace('A', 'a').Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
            return layer.Call([text]).ToArray().SequenceEqual(words.Select(word => word switch { "a" => 2f, "b" => 3f, "c" => 4f, _ => 1f }));
        });

    [Fact]
    public void State_survives_a_round_trip()
    {
        var layer = new TextVectorization(maxTokens: 20, standardize: "lower", split: "character", ngrams: [1, 3], outputMode: "tf_idf", padToMaxTokens: true);
        layer.Adapt(Texts);
        var copy = TextVectorization.FromJson(layer.ToJson());
        Assert.Equal(layer.ToJson(), copy.ToJson());
        Assert.Equal(layer.Call(Texts).ToArray(), copy.Call(Texts).ToArray());

        var plain = TextVectorization.FromJson(new TextVectorization(outputSequenceLength: 7).ToJson());
        Assert.Equal(7, plain.OutputSequenceLength);
        Assert.Null(plain.Ngrams);

        var own = new TextStandardization("mine", text => text);
        string json = new TextVectorization(standardize: own, vocabulary: ["a"]).ToJson();
        Assert.Contains("There is no standardize \"mine\".", Assert.Throws<InvalidDataException>(() => TextVectorization.FromJson(json)).Message);
        Assert.Same(own, TextVectorization.FromJson(json, standardize: own).Standardize);
    }

    [Fact]
    public void A_function_cannot_have_the_name_of_what_Keras_has_by_name()
    {
        Assert.Equal("A standardisation of your own cannot be called \"Lower\": that name stands for a known one (lower_and_strip_punctuation, lower, strip_punctuation, none), which would take its place where the layer is read from JSON. Give it another name. (Parameter 'name')", Message(() => new TextStandardization("Lower", text => text)));
        Assert.Equal("A split of your own cannot be called \"whitespace\": that name stands for a known one (whitespace, character, none), which would take its place where the layer is read from JSON. Give it another name. (Parameter 'name')", Message(() => new TextSplit("whitespace", text => [text])));
        Assert.StartsWith("A standardisation of your own cannot be called \"lower\"", Message(() => _ = (TextStandardization)(Func<string, string>)Lower));
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.StartsWith("TextVectorization does not offer outputMode \"one_hot\": it can be int, multi_hot, count, tf_idf.", Message(() => new TextVectorization(outputMode: "one_hot")));
        Assert.StartsWith("outputSequenceLength is the number of indices per text, 1 or more", Message(() => new TextVectorization(outputSequenceLength: 0)));
        Assert.StartsWith("outputSequenceLength is for the mode int, but outputMode is \"count\"", Message(() => new TextVectorization(outputMode: "count", outputSequenceLength: 3)));
        Assert.StartsWith("There is no standardize \"lowr\".", Message(() => new TextVectorization(standardize: "lowr")));
        Assert.StartsWith("There is no split \"words\".", Message(() => new TextVectorization(split: "words")));
        Assert.StartsWith("ngrams is the most tokens that are joined, 1 or more, but was 0.", Message(() => new TextVectorization(ngrams: 0)));
        Assert.StartsWith("ngrams holds the width 0", Message(() => new TextVectorization(ngrams: [1, 0])));
        Assert.StartsWith("ngrams needs one width or more", Message(() => new TextVectorization(ngrams: [])));
        Assert.StartsWith("maxTokens = 2 leaves no room for a vocabulary", Message(() => new TextVectorization(maxTokens: 2)));
        Assert.StartsWith("Text 1 is null; an empty text is \"\".", Message(() => new TextVectorization(vocabulary: ["a"]).Call(["a", null!])));
        Assert.StartsWith("Text 1 is null", Message(() => new TextVectorization().Adapt(["a", null!])));
        Assert.StartsWith("There is nothing to learn a vocabulary from", Message(() => new TextVectorization().Adapt([])));
        Assert.StartsWith("TextVectorization has no vocabulary yet", Assert.Throws<InvalidOperationException>(() => new TextVectorization().Call(["a"])).Message);
        Assert.StartsWith("This TextVectorization was given its vocabulary", Assert.Throws<InvalidOperationException>(() => new TextVectorization(vocabulary: ["a"]).Adapt(["a"])).Message);
        Assert.StartsWith("The split \"mine\" returned null in place of tokens.", Assert.Throws<InvalidOperationException>(() => new TextVectorization(split: new TextSplit("mine", _ => null!)).Adapt(["a"])).Message);
        Assert.StartsWith("The split \"mine\" returned null as a token: return an empty text, or leave it out.", Assert.Throws<InvalidOperationException>(() => new TextVectorization(split: new TextSplit("mine", _ => ["a", null!])).Adapt(["a"])).Message);
    }

    // The tokens of one text in order.
    private static string[] Tokens(TextVectorization layer, string text)
    {
        layer.Adapt([text]);
        string[] vocabulary = layer.GetVocabulary();
        return Array.ConvertAll(layer.Call([text]).ToArray(), index => vocabulary[(int)index]);
    }

    private static string Lower(string text) => text.ToUpperInvariant();

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
