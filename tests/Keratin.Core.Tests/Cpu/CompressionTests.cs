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

    private static NDArray Random(int rows, int width, double density, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * width];
        for (int i = 0; i < values.Length; i++)
            if (random.NextDouble() < density) values[i] = random.NextSingle() - 0.5f;
        return new NDArray(values, [rows, width]);
    }
}
