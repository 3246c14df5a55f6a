namespace Keratin.Tests;

/// <summary>The expected bins are those of Keras's own tests (keras/src/layers/preprocessing/hashed_crossing_test.py).</summary>
public sealed class HashedCrossingTests
{
    private static readonly string[] Letters = ["A", "B", "A", "B", "A"];
    private static readonly int[] Numbers = [101, 101, 101, 102, 102];

    [Fact]
    public void Combinations_get_the_bins_of_Keras()
    {
        Assert.Equal([1, 4, 1, 1, 3], new HashedCrossing(5).Call(Letters, Numbers).ToArray());
        Assert.Equal([1], new HashedCrossing(10).Call(new[] { "A" }, new[] { 101L }).ToArray());
    }

    [Fact]
    public void One_hot_rows_hold_the_same()
    {
        NDArray rows = new HashedCrossing(5, "one_hot").Call(Letters, Numbers);
        Assert.Equal([5, 5], rows.Shape);
        Assert.Equal([1, 4, 1, 1, 3], rows.ToDense().ArgMax(1).ToArray());
        Assert.Equal(5, rows.Sum());
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        var layer = new HashedCrossing(5, "one_hot");
        var copy = HashedCrossing.FromJson(layer.ToJson());
        Assert.Equal("""{"class_name":"HashedCrossing","config":{"num_bins":5,"output_mode":"one_hot"}}""", copy.ToJson());
        Assert.Equal(layer.Call(Letters, Numbers).ToArray(), copy.Call(Letters, Numbers).ToArray());
        Assert.StartsWith("The JSON is of the class HashedCrossing, but Hashing was asked to read it", Assert.Throws<InvalidDataException>(() => Hashing.FromJson(layer.ToJson())).Message);
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.StartsWith("numBins is the number of bins, 1 or more.", Message(() => new HashedCrossing(0)));
        Assert.StartsWith("HashedCrossing does not offer outputMode \"count\": it can be int, one_hot.", Message(() => new HashedCrossing(2, "count")));
        Assert.StartsWith("HashedCrossing crosses two columns or more, but got 1.", Message(() => new HashedCrossing(2).Call(Letters)));
        Assert.StartsWith("HashedCrossing crosses columns of equal length, but column 0 has 5 rows and column 1 has 1.", Message(() => new HashedCrossing(2).Call(Letters, new[] { 1 })));
        Assert.StartsWith("Column 1 holds numbers that need not be whole", Message(() => new HashedCrossing(2).Call(Letters, new double[5])));
        Assert.StartsWith("Column 1 is null.", Message(() => new HashedCrossing(2).Call(Letters, null!)));
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
