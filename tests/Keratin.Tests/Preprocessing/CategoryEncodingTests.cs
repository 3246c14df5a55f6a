namespace Keratin.Tests;

/// <summary>The examples are those of Keras's documentation of CategoryEncoding, with the results printed there.</summary>
public sealed class CategoryEncodingTests
{
    private static readonly int[][] Rows = [[0, 1], [0, 0], [1, 2], [3, 1]];

    [Fact]
    public void One_hot_rows() =>
        Assert.Equal([0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0], new CategoryEncoding(4, "one_hot").Call([3, 2, 0, 1]).ToArray());

    [Fact]
    public void Multi_hot_rows_are_the_default()
    {
        NDArray rows = new CategoryEncoding(4).Call(Rows);
        Assert.True(rows.IsSparse);
        Assert.Equal([1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1], rows.ToArray());
        Assert.Equal([3, 1], Rows[3]);
    }

    [Fact]
    public void Counts_may_be_weighted()
    {
        Assert.Equal([1, 1, 0, 0, 2, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1], new CategoryEncoding(4, "count").Call(Rows).ToArray());
        Assert.Equal([0.1f, 0.2f, 0, 0, 0.2f, 0, 0, 0, 0, 0.2f, 0.3f, 0, 0, 0.2f, 0, 0.4f],
            new CategoryEncoding(4, "count").Call(Rows, countWeights: [[0.1f, 0.2f], [0.1f, 0.1f], [0.2f, 0.3f], [0.4f, 0.2f]]).ToArray());
    }

    [Fact]
    public void A_column_is_one_sample_unless_each_category_is_encoded()
    {
        Assert.Equal([1, 0, 1, 0], new CategoryEncoding(4).Call([2, 0, 2]).ToArray());
        Assert.Equal([4, 2, 4], new CategoryEncoding(4, "one_hot").Call(Rows).Shape);
        Assert.Equal([1, 4], new CategoryEncoding(4, "one_hot").Call(new int[][] { [2] }).Shape);
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        var layer = new CategoryEncoding(4, "count");
        var copy = CategoryEncoding.FromJson(layer.ToJson());
        Assert.Equal("""{"class_name":"CategoryEncoding","config":{"num_tokens":4,"output_mode":"count"}}""", copy.ToJson());
        Assert.Equal(layer.Call(Rows).ToArray(), copy.Call(Rows).ToArray());
        Assert.StartsWith("The text cannot be read as a CategoryEncoding: numTokens is the number", Assert.Throws<InvalidDataException>(() => CategoryEncoding.FromJson(layer.ToJson().Replace("4", "0", StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.StartsWith("numTokens is the number of categories, 1 or more", Assert.Throws<ArgumentOutOfRangeException>(() => new CategoryEncoding(0)).Message);
        Assert.StartsWith("CategoryEncoding does not offer outputMode \"int\": it can be one_hot, multi_hot, count.", Assert.Throws<ArgumentException>(() => new CategoryEncoding(3, "int")).Message);
        Assert.StartsWith("Row 1 holds the category 4, but with numTokens = 4 categories go from 0 to 3.", Assert.Throws<ArgumentException>(() => new CategoryEncoding(4).Call([0, 4])).Message);
        Assert.StartsWith("Row 0 holds the category -1", Assert.Throws<ArgumentException>(() => new CategoryEncoding(4).Call(new int[][] { [-1] })).Message);
        Assert.StartsWith("Row 0 is null", Assert.Throws<ArgumentException>(() => new CategoryEncoding(4).Call(new int[][] { null! })).Message);
        Assert.StartsWith("countWeights are for the mode count, but outputMode is \"multi_hot\"", Assert.Throws<ArgumentException>(() => new CategoryEncoding(4).Call(Rows, [[1]])).Message);
        Assert.StartsWith("countWeights must have a row for each row of categories, but there are 1 for 4.", Assert.Throws<ArgumentException>(() => new CategoryEncoding(4, "count").Call(Rows, [[1]])).Message);
        Assert.StartsWith("Row 1 has 2 categories and 1 countWeights", Assert.Throws<ArgumentException>(() => new CategoryEncoding(4, "count").Call(Rows, [[1, 1], [1], [1, 1], [1, 1]])).Message);
        Assert.StartsWith("outputMode \"one_hot\" needs rows of equal length", Assert.Throws<ArgumentException>(() => new CategoryEncoding(4, "one_hot").Call(new int[][] { [0], [1, 2] })).Message);
    }
}
