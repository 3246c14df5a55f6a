namespace Keratin.Tests;

/// <summary>The expected bins are those of Keras's own tests (keras/src/layers/preprocessing/hashing_test.py).</summary>
public sealed class HashingTests
{
    private static readonly string[] Letters = ["A", "B", "C", "D", "E"];
    private static readonly string[] Names = ["omar", "stringer", "marlo", "wire", "skywalker"];

    [Fact]
    public void Strings_get_the_bins_of_Keras()
    {
        Assert.Equal([1, 0, 1, 1, 2], new Hashing(3).Call(Letters).ToArray());
        Assert.Equal([0, 0, 1, 0, 0], new Hashing(2).Call(Names).ToArray());
        Assert.Equal([0, 0, 0, 0, 0], new Hashing(1).Call(Letters).ToArray());
    }

    [Fact]
    public void Whole_numbers_get_the_bins_of_Keras()
    {
        Assert.Equal([1, 0, 1, 0, 2], new Hashing(3).Call([0, 1, 2, 3, 4]).ToArray());
        Assert.Equal([1, 1, 2, 0, 1], new Hashing(3, salt: [133, 137]).Call(new long[] { 0, 1, 2, 3, 4 }).ToArray());
    }

    [Fact]
    public void The_mask_has_bin_0_to_itself()
    {
        Assert.Equal([1, 1, 0, 2, 2], new Hashing(3, maskValue: "").Call(["A", "B", "", "C", "D"]).ToArray());
        Assert.Equal([0, 1, 2, 1, 1], new Hashing(3, maskValue: "omar").Call(Names).ToArray());
        Assert.Equal([0, 0], new Hashing(2, maskValue: "7").Call([7, 7]).ToArray());
        Assert.Equal([0], new Hashing(1, maskValue: "A").Call(["B"]).ToArray());
    }

    [Fact]
    public void A_salt_hashes_as_Keras_does()
    {
        Assert.Equal([1, 2, 1, 0, 2], new Hashing(3, salt: [133, 137]).Call(Letters).ToArray());
        Assert.Equal([0, 0, 2, 1, 0], new Hashing(3, salt: [133]).Call(Letters).ToArray());
        Assert.Equal([0, 1, 0, 1, 0], new Hashing(2, salt: [133, 137]).Call(Names).ToArray());
        Assert.Equal([1, 0, 1, 0, 1], new Hashing(2, salt: [211, 137]).Call(Names).ToArray());
    }

    [Fact]
    public void Output_modes_give_the_shapes_of_Keras()
    {
        NDArray oneHot = new Hashing(3, outputMode: "one_hot").Call([0, 1, 2, 3, 4]);
        Assert.Equal([5, 3], oneHot.Shape);
        Assert.Equal([0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1], oneHot.ToArray());
        int[][] rows = [[0, 1, 2, 3, 4]];
        Assert.Equal([1, 1, 1], new Hashing(3, outputMode: "multi_hot").Call(rows).ToArray());
        Assert.Equal([2, 2, 1], new Hashing(3, outputMode: "count").Call(rows).ToArray());
        Assert.Equal([3], new Hashing(3, outputMode: "count").Call([0, 1, 2, 3, 4]).Shape);
        Assert.Equal([2, 2], new Hashing(3).Call([["A", "B"], ["C", "D"]]).Shape);
        Assert.Equal([1, 2, 3], new Hashing(3, outputMode: "one_hot").Call(new long[][] { [1, 2] }).Shape);
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        var layer = new Hashing(7, maskValue: "x", salt: [ulong.MaxValue, 3], outputMode: "one_hot");
        var copy = Hashing.FromJson(layer.ToJson());
        Assert.Equal(layer.ToJson(), copy.ToJson());
        Assert.Equal(layer.Call(["x", "y", "z"]).ToArray(), copy.Call(["x", "y", "z"]).ToArray());
        Assert.Equal(new Hashing(4).ToJson(), Hashing.FromJson(new Hashing(4).ToJson()).ToJson());
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.StartsWith("numBins is the number of bins, 1 or more.", Assert.Throws<ArgumentOutOfRangeException>(() => new Hashing(0)).Message);
        Assert.StartsWith("salt must be one or two numbers, but has 3.", Assert.Throws<ArgumentException>(() => new Hashing(2, salt: [1, 2, 3])).Message);
        Assert.StartsWith("Hashing does not offer outputMode \"tf_idf\": it can be int, one_hot, multi_hot, count.", Assert.Throws<ArgumentException>(() => new Hashing(2, outputMode: "tf_idf")).Message);
        Assert.StartsWith("There is no outputMode \"onehott\".", Assert.Throws<ArgumentException>(() => new Hashing(2, outputMode: "onehott")).Message);
        Assert.StartsWith("Row 1 holds null", Assert.Throws<ArgumentException>(() => new Hashing(2).Call(["a", null!])).Message);
        Assert.StartsWith("Row 1 is null", Assert.Throws<ArgumentException>(() => new Hashing(2).Call(new string[][] { ["a"], null! })).Message);
        Assert.StartsWith("outputMode \"int\" needs rows of equal length, but row 0 has 1 and row 1 has 2", Assert.Throws<ArgumentException>(() => new Hashing(2).Call([["a"], ["b", "c"]])).Message);
        Assert.StartsWith("The JSON is of the class Hashing, but StringLookup was asked to read it: call Hashing.FromJson.", Assert.Throws<InvalidDataException>(() => StringLookup.FromJson(new Hashing(2).ToJson())).Message);
        Assert.StartsWith("The text cannot be read as a Hashing:", Assert.Throws<InvalidDataException>(() => Hashing.FromJson("{")).Message);
        Assert.StartsWith("The text cannot be read as a Hashing:", Assert.Throws<InvalidDataException>(() => Hashing.FromJson("""{"class_name": "Hashing", "config": {}}""")).Message);
        Assert.StartsWith("The text cannot be read as a Hashing: numBins is the number", Assert.Throws<InvalidDataException>(() => Hashing.FromJson(new Hashing(2).ToJson().Replace("2", "0", StringComparison.Ordinal))).Message);
    }
}
