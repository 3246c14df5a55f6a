using System.Text.Json;
using CsCheck;

namespace Keratin.Tests;

public sealed class EncodeTests
{
    [Fact]
    public void Sequences_become_sparse_rows_of_ones()
    {
        int[][] sequences = [[3, 1, 3], [], [0]];
        NDArray rows = Encode.MultiHot(sequences, 4);

        Assert.True(rows.IsSparse);
        Assert.Equal([3, 4], rows.Shape);
        Assert.Equal([0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0], rows.ToArray());
        Assert.Equal([3, 1, 3], sequences[0]);
    }

    [Fact]
    public void Rows_are_one_at_the_indices_of_their_sequence_and_nowhere_else() =>
        Gen.Int[0, 99].Array[0, 50].Array[0, 20].Sample(sequences =>
        {
            NDArray rows = Encode.MultiHot(sequences, 100);
            return Enumerable.Range(0, sequences.Length).All(row => Enumerable.Range(0, 100).All(index => rows[row, index] == (sequences[row].Contains(index) ? 1 : 0)));
        });

    [Fact]
    public void One_sequence_and_a_lazy_sequence_of_them_are_taken_too()
    {
        Assert.Equal([0, 0, 1], Encode.MultiHot([2], 3).ToArray());
        Assert.Equal([1, 3], Encode.MultiHot([2], 3).Shape);
        Assert.Equal([1, 0, 0, 1], Encode.MultiHot(Enumerable.Range(0, 2).Select(i => new[] { i }), 2).ToArray());
    }

    [Fact]
    public void An_index_beyond_the_dimension_names_row_index_and_numWords()
    {
        string message = Assert.Throws<ArgumentException>(() => Encode.MultiHot([[1], [2, 10_500]], 10_000)).Message;

        Assert.StartsWith("Sequence 1 holds the index 10500, but with dimension = 10000 indices go from 0 to 9999. Load the data with numWords: 10000, or encode it with a dimension of 10501 or more.", message);
    }

    [Fact]
    public void Other_bad_sequences_are_named()
    {
        Assert.Contains("Sequence 0 holds the index -1, but indices are numbered from 0.", Assert.Throws<ArgumentException>(() => Encode.MultiHot([[-1]], 10)).Message);
        Assert.Contains("Sequence 1 is null", Assert.Throws<ArgumentException>(() => Encode.MultiHot([[1], null!], 10)).Message);
        Assert.Contains("dimension is the width", Assert.Throws<ArgumentOutOfRangeException>(() => Encode.MultiHot([[1]], 0)).Message);
    }

    [Fact]
    public void Labels_become_one_hot_rows()
    {
        NDArray rows = Encode.ToCategorical([2, 0], 4);

        Assert.Equal([2, 4], rows.Shape);
        Assert.Equal([0, 0, 1, 0, 1, 0, 0, 0], rows.ToArray());
    }

    [Fact]
    public void Classes_are_counted_where_they_are_not_given()
    {
        Assert.Equal([2, 4], Encode.ToCategorical([3, 1]).Shape);
        Assert.Equal([0, 0], Encode.ToCategorical([]).Shape);
        Assert.Equal([0, 46], Encode.ToCategorical([], 46).Shape);
    }

    [Theory]
    [InlineData(46, 46, "Label 1 is 46, but with classes = 46 labels go from 0 to 45. Give classes: 47 or more, or check the labels.")]
    [InlineData(-1, 46, "Label 1 is -1, but labels are numbered from 0.")]
    [InlineData(-1, null, "Label 1 is -1, but labels are numbered from 0.")]
    public void A_label_outside_the_classes_is_named(int label, int? classes, string words) =>
        Assert.StartsWith(words, Assert.Throws<ArgumentException>(() => Encode.ToCategorical([0, label], classes)).Message);

    [Fact]
    public void No_classes_are_refused() =>
        Assert.Contains("classes is the number of classes", Assert.Throws<ArgumentOutOfRangeException>(() => Encode.ToCategorical([0], 0)).Message);

    [Theory]
    [InlineData("default")]
    [InlineData("maxlen_5")]
    [InlineData("maxlen_5_post_post")]
    public void Sequences_are_padded_as_Keras_pads_them(string name)
    {
        JsonElement golden = GoldenTables.Entry("pad_sequences", name), arguments = golden.GetProperty("args");
        int[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(number => number.GetInt32()).ToArray())];
        string Side(string argument) => arguments.TryGetProperty(argument, out JsonElement side) ? side.GetString()! : "pre";

        NDArray padded = Encode.PadSequences(Rows(GoldenTables.Table("pad_sequences").GetProperty("input")), arguments.TryGetProperty("maxlen", out JsonElement length) ? length.GetInt32() : null,
            Side("padding"), Side("truncating"), arguments.TryGetProperty("value", out JsonElement value) ? value.GetSingle() : 0);

        int[][] expected = Rows(golden.GetProperty("output"));
        Assert.Equal([expected.Length, expected[0].Length], padded.Shape);
        Assert.Equal(expected.SelectMany(row => row).Select(number => (float)number), padded.ToArray());
    }

    [Fact]
    public void Labels_become_the_rows_of_Keras()
    {
        JsonElement golden = GoldenTables.Table("to_categorical");
        NDArray rows = Encode.ToCategorical([.. golden.GetProperty("input").EnumerateArray().Select(label => label.GetInt32())], golden.GetProperty("num_classes").GetInt32());
        Assert.Equal(golden.GetProperty("output").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(number => number.GetSingle()), rows.ToArray());
    }

    [Fact]
    public void Padding_says_what_is_wrong()
    {
        Assert.Equal([0, 0], Encode.PadSequences([]).Shape);
        Assert.StartsWith("padding is \"pre\" or \"post\", but was \"left\".", Assert.Throws<ArgumentException>(() => Encode.PadSequences([[1]], padding: "left")).Message);
        Assert.StartsWith("truncating is \"pre\" or \"post\"", Assert.Throws<ArgumentException>(() => Encode.PadSequences([[1]], truncating: "")).Message);
        Assert.StartsWith("maxLen is the length", Assert.Throws<ArgumentOutOfRangeException>(() => Encode.PadSequences([[1]], maxLen: -1)).Message);
        Assert.StartsWith("Sequence 1 is null", Assert.Throws<ArgumentException>(() => Encode.PadSequences([[1], null!])).Message);
    }
}
