namespace Keratin.Tests;

/// <summary>The examples are those of Keras's documentation and tests of Discretization, with the results printed there.</summary>
public sealed class DiscretizationTests
{
    private static readonly float[,] Data = { { -1.5f, 1, 3.4f, 0.5f }, { 0, 3, 1.3f, 0 } };

    [Fact]
    public void A_boundary_belongs_to_the_bin_above_it()
    {
        NDArray bins = new Discretization([0, 1, 2]).Call(Data);
        Assert.Equal([2, 4], bins.Shape);
        Assert.Equal([0, 2, 3, 1, 1, 3, 2, 1], bins.ToArray());
        Assert.Equal([0, 1, 1, 1, 2, 3, 4, 4, 3], new Discretization([0, 0.35f, 0.5f, 1]).Call(new float[] { -1, 0, 0.1f, 0.2f, 0.4f, 0.5f, 1, 1.2f, 0.98f }).ToArray());
    }

    [Fact]
    public void Boundaries_are_learnt_as_Keras_learns_them()
    {
        var layer = new Discretization(numBins: 4, epsilon: 0.01);
        layer.Adapt(Data);

        Assert.Equal([0, 2, 3, 2, 1, 3, 3, 1], layer.Call(Data).ToArray());
    }

    [Fact]
    public void Of_many_numbers_each_bin_gets_its_share()
    {
        float[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => (float)(i * 7919 % 10_000))];
        var layer = new Discretization(numBins: 8);
        layer.Adapt(numbers);
        Assert.Equal(7, layer.BinBoundaries!.Count);
        Assert.All(layer.Call(numbers).ToArray().CountBy(bin => bin), bin => Assert.InRange(bin.Value, 1100, 1400));

        // A stream of parts is summarised to nearly the same.
        var streamed = new Discretization(numBins: 8);
        streamed.Adapt(numbers.Chunk(1000).Select(part => (NDArray)part));
        for (int i = 0; i < 7; i++) Assert.InRange(streamed.BinBoundaries![i], layer.BinBoundaries[i] - 300, layer.BinBoundaries[i] + 300);
    }

    [Fact]
    public void Few_numbers_make_fewer_bins()
    {
        var layer = new Discretization(numBins: 5);
        layer.Adapt(new float[] { 5, 0, 1 });
        Assert.Equal([0, 1], layer.BinBoundaries!);
    }

    [Fact]
    public void Output_modes_give_the_shapes_of_Keras()
    {
        float[] boundaries = [0, 0.5f, 1];
        Assert.Equal([0, 1, 0, 0, 0, 0, 1, 0], new Discretization(boundaries, outputMode: "one_hot").Call(new[] { 0.1f, 0.8f }).ToArray());
        Assert.Equal([0, 1, 1, 0], new Discretization(boundaries, outputMode: "multi_hot").Call(new[,] { { 0.1f, 0.8f } }).ToArray());
        Assert.Equal([0, 1, 2, 0], new Discretization(boundaries, outputMode: "count").Call(new[,] { { 0.1f, 0.8f, 0.9f } }).ToArray());
        Assert.Equal([2, 4, 4], new Discretization(boundaries, outputMode: "one_hot").Call(Data).Shape);
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        var learnt = new Discretization(numBins: 4, outputMode: "one_hot");
        Assert.Equal(learnt.ToJson(), Discretization.FromJson(learnt.ToJson()).ToJson());
        learnt.Adapt(Data);
        var copy = Discretization.FromJson(learnt.ToJson());
        Assert.Equal(learnt.ToJson(), copy.ToJson());
        Assert.Equal(learnt.Call(Data).ToArray(), copy.Call(Data).ToArray());
        copy.Adapt(Data);

        var given = Discretization.FromJson(new Discretization([0.1f, 1e-30f + 0.2f]).ToJson());
        Assert.Equal([0.1f, 0.2f], given.BinBoundaries!);
        Assert.Throws<InvalidOperationException>(() => given.Adapt(Data));
    }

    [Fact]
    public void Misuse_is_named()
    {
        Assert.StartsWith("Discretization needs binBoundaries, or numBins", Message(() => new Discretization()));
        Assert.StartsWith("Discretization takes binBoundaries or numBins, not both: 2 boundaries make 3 bins", Message(() => new Discretization([0, 1], 3)));
        Assert.StartsWith("numBins is the number of bins, 1 or more.", Message(() => new Discretization(numBins: 0)));
        Assert.StartsWith("epsilon is the tolerated share", Message(() => new Discretization(numBins: 3, epsilon: 0)));
        Assert.StartsWith("binBoundaries must ascend, but boundary 1 is 0.5 after 1.", Message(() => new Discretization([1, 0.5f])));
        Assert.StartsWith("Boundary 0 is NaN.", Message(() => new Discretization([float.NaN])));
        Assert.StartsWith("Discretization does not offer outputMode \"tf_idf\"", Message(() => new Discretization([1], outputMode: "tf_idf")));
        Assert.StartsWith("Row 1 holds NaN in column 0", Message(() => new Discretization([1]).Call(new[,] { { 1, 2 }, { float.NaN, 3 } })));
        Assert.StartsWith("Row 2 holds NaN, which belongs to no bin", Message(() => new Discretization(numBins: 2).Adapt(new[] { 1, 2, float.NaN })));
        Assert.StartsWith("There is nothing to learn boundaries from", Message(() => new Discretization(numBins: 2).Adapt(Array.Empty<float>())));
        Assert.StartsWith("Discretization takes an array of one or two axes, but got the shape (1, 1, 1).", Message(() => new Discretization([1]).Call(NDArray.Zeros([1, 1, 1]))));
        Assert.StartsWith("This Discretization has no boundaries yet", Assert.Throws<InvalidOperationException>(() => new Discretization(numBins: 2).Call(Data)).Message);
        Assert.StartsWith("This Discretization was given its binBoundaries", Assert.Throws<InvalidOperationException>(() => new Discretization([1]).Adapt(Data)).Message);
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
