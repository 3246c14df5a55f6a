using CsCheck;

namespace Keratin.Core.Tests;

/// <summary>Dense rows that are mostly zeros become sparse rows with the same elements.</summary>
public sealed class CompressionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Compressing_keeps_every_element(int threads)
    {
        ThreadTeam? team = ThreadTeam.Rent(threads);
        Gen.Select(Gen.Int[1, 60], Gen.Int[200, 700], Gen.Int[0, 100], Gen.Int[0, 1000]).Sample((rows, width, permille, seed) =>
        {
            NDArray dense = Random(rows, width, permille / 1000.0, seed);
            NDArray compressed = Compression.Apply(dense, team);
            Assert.Equal(dense.ToArray(), compressed.ToArray());
        }, iter: 60, threads: 1);
        ThreadTeam.Return(team);
    }

    [Fact]
    public void More_than_one_chunk_and_a_row_fuller_than_the_sample_are_kept()
    {
        NDArray dense = Random(700, 4000, 0.01, seed: 5);
        float[] values = dense.ToArray();
        Array.Fill(values, 2.5f, 333 * 4000, 4000);
        NDArray compressed = Compression.Apply(new NDArray(values, [700, 4000]), ThreadTeam.Rent(2));
        Assert.True(compressed.IsSparse);
        Assert.Equal(values, compressed.ToArray());
        Assert.Equal(values[(100 * 4000)..(400 * 4000)], compressed[100..400].ToArray());
    }

    [Fact]
    public void NaN_and_infinity_are_elements_and_minus_zero_is_none()
    {
        var values = new float[2 * 256];
        (values[3], values[64], values[300], values[511]) = (float.NaN, float.PositiveInfinity, -0f, 1);
        NDArray compressed = Compression.Apply(new NDArray(values, [2, 256]), null);
        Assert.Equal(3, compressed.Sparse!.EntryCount);
        Assert.Equal((0, 3), compressed.FindNonFinite());
    }

    [Theory]
    [InlineData(200, 1000, 0.5)]
    [InlineData(200, 255, 0.01)]
    public void Rows_that_are_full_or_narrow_stay_dense(int rows, int width, double density)
    {
        NDArray dense = Random(rows, width, density, seed: 1);
        Assert.Same(dense, Compression.Apply(dense, null));
    }

    [Theory]
    [InlineData(200, 1000, 0.5, false)]
    [InlineData(200, 255, 0.01, false)]
    [InlineData(200, 1000, 0.05, true)]
    [InlineData(1, 1000, 0.05, true)]
    [InlineData(7, 256, 0, true)]
    public void Whether_zeros_had_better_be_passed_over_is_seen_in_a_sample(int rows, int width, double density, bool pays) =>
        Assert.Equal(pays, Compression.IsWorthSkipping(Random(rows, width, density, seed: 1).Values, width));

    [Fact]
    public void A_sample_sees_every_part_of_a_row()
    {
        // All columns in front are taken and all others empty, as with words in the order of their frequency.
        var values = new float[300 * 1000];
        for (int i = 0; i < values.Length; i++) values[i] = i % 1000 < 200 ? 1 : 0;
        Assert.False(Compression.IsWorthSkipping(values, 1000));
        for (int i = 0; i < values.Length; i++) values[i] = i % 1000 < 100 ? 1 : 0;
        Assert.True(Compression.IsWorthSkipping(values, 1000));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(1000)]
    public void A_single_row_is_taken_if_it_is_empty_enough(int elements)
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 1000], isSparse: true)), w = new(new Placeholder("w", [1000, 1]));
        Node sum = new(new MatMul(), x, w);
        var plan = new Plan(new Graph([sum], []), 1, CpuBackend.Instance);
        plan.Value(w, 1).Fill(1);
        var row = new float[1000];
        for (int i = 0; i < elements; i++) row[i * 997 % 1000] = 1;
        Assert.Equal(elements < 1000, Compression.TryLoad(row, plan.Feed(x)));
        if (elements == 1000) return;
        plan.Run(1, null);
        Assert.Equal(elements, plan.Value(sum, 1)[0]);
        Assert.True(plan.Feed(x).IsFinite);
        row[999] = float.PositiveInfinity;
        Assert.True(Compression.TryLoad(row, plan.Feed(x)));
        Assert.False(plan.Feed(x).IsFinite);
    }

    private static NDArray Random(int rows, int width, double density, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * width];
        for (int i = 0; i < values.Length; i++)
            if (random.NextDouble() < density) values[i] = random.NextSingle() - 0.5f;
        return new NDArray(values, [rows, width]);
    }
}
