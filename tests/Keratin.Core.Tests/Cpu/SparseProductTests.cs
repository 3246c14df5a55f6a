using CsCheck;
using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

/// <summary>Sparse rows give the bits of the same rows stored in full, forward and backward.</summary>
public sealed class SparseProductTests
{
    private static readonly Gen<(int Rows, int Inner, int Columns, double Density, ulong Seed)> s_cases =
        Gen.Select(Gen.Int[1, 90], Gen.OneOf(Gen.Int[1, 60], Gen.Int[500, 1300]), Gen.OneOf(Gen.OneOf(1, 1, 16, 46, 64), Gen.Int[1, 140]), Gen.Double[0, 0.3], Gen.ULong);

    [Fact]
    public void Forward_and_gradient_have_the_bits_of_dense_rows() => s_cases.Sample(x => AssertSame(x.Rows, x.Inner, x.Columns, MadeData.Sparse(x.Seed, x.Rows, x.Inner, x.Density), null, null), iter: 120);

    [Fact]
    public void A_shuffled_slice_has_them_too_and_on_threads() => s_cases.Sample(x =>
    {
        ThreadTeam team = ThreadTeam.Rent(2)!;
        NDArray rows = MadeData.Sparse(x.Seed, x.Rows + 9, x.Inner, x.Density)[5..(5 + x.Rows)];
        var order = new int[x.Rows];
        RandomBits.Permute(x.Seed, order);
        AssertSame(x.Rows, x.Inner, x.Columns, rows, order, team);
        ThreadTeam.Return(team);
    }, iter: 60, threads: 1);

    [Fact]
    public void A_batch_may_name_a_row_more_than_once()
    {
        NDArray rows = MadeData.Sparse(3, 4, 50, 0.9);
        AssertSame(40, 50, 7, rows, [.. Enumerable.Repeat(2, 39), 1], null);
    }

    [Fact]
    public void Rows_without_elements_and_no_rows_are_zeros()
    {
        AssertSame(3, 20, 5, NDArray.SparseFromRows([[], [], []], 20), null, null);
        AssertSame(0, 20, 5, NDArray.SparseFromRows([[1, 2]], 20), [], null);
    }

    [Fact]
    public void Dense_rows_whose_zeros_are_passed_over_have_the_bits_of_the_dense_product() => Gen.Select(s_cases, Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 1])).Sample((x, full) =>
    {
        ThreadTeam team = ThreadTeam.Rent(2)!;
        NDArray rows = MadeData.Sparse(x.Seed, x.Rows, x.Inner, Math.Max(x.Density, full)).ToDense();
        ProductTests.AssertSameBits(Forward(rows, x.Inner, x.Columns, isSparse: false, null), Forward(rows, x.Inner, x.Columns, isSparse: true, team));
        ThreadTeam.Return(team);
    }, iter: 120, threads: 1);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_number_that_is_not_finite_is_noticed_as_the_rows_are_read(float value)
    {
        foreach (bool isSparse in (bool[])[true, false])
            foreach (int place in (int[])[0, 63, 64, 699, 3 * 700 - 1])
            {
                float[] values = MadeData.Sparse(1, 3, 700, 0.05).ToDense().ToArray();
                Assert.NotEmpty(Forward(new NDArray([.. values], [3, 700]), 700, 4, isSparse, null));
                values[place] = value;
                Assert.Empty(Forward(new NDArray(values, [3, 700]), 700, 4, isSparse, null));
            }
    }

    // Nothing where an element was not finite.
    private static unsafe float[] Forward(NDArray x, int inner, int columns, bool isSparse, ThreadTeam? team)
    {
        Node input = new(new Placeholder("x", [Shape.Batch, inner], isSparse)), w = new(new Placeholder("w", [inner, columns]));
        Node forward = new(new MatMul(), input, w);
        var plan = new Plan(new Graph([forward], []), x.Length, CpuBackend.Instance);
        plan.Poison();
        MadeData.Dense(1, inner, columns).Values.CopyTo(plan.Value(w, x.Length));
        fixed (float* rows = x.Values)
        {
            plan.Feed(input).LoadRows(rows, x.Length, team);
            Assert.True(plan.Run(x.Length, team));
        }
        return plan.Feed(input).IsFinite ? plan.Value(forward, x.Length).ToArray() : [];
    }

    private static void AssertSame(int rows, int inner, int columns, NDArray x, int[]? order, ThreadTeam? team)
    {
        order ??= [.. Enumerable.Range(0, rows)];
        (float[] forward, float[] gradient) = Products(x.ToDense(), false, inner, columns, order, null);
        (float[] sparseForward, float[] sparseGradient) = Products(x, true, inner, columns, order, team);
        ProductTests.AssertSameBits(forward, sparseForward);
        ProductTests.AssertSameBits(gradient, sparseGradient);
    }

    private static (float[] Forward, float[] Gradient) Products(NDArray x, bool isSparse, int inner, int columns, int[] order, ThreadTeam? team)
    {
        Node input = new(new Placeholder("x", [Shape.Batch, inner], isSparse)), w = new(new Placeholder("w", [inner, columns])), g = new(new Placeholder("g", [Shape.Batch, columns]));
        Node forward = new(new MatMul(), input, w), gradient = new(new MatMul(transposeFirst: true), input, g);
        var plan = new Plan(new Graph([forward, gradient], []), order.Length + 1, CpuBackend.Instance);
        plan.Poison();
        MadeData.Dense(1, inner, columns).Values.CopyTo(plan.Value(w, order.Length));
        MadeData.Dense(2, order.Length, columns).Values.CopyTo(plan.Value(g, order.Length));
        RowFeed feed = plan.Feed(input);
        feed.Bind(x);
        feed.Load(order);
        Assert.True(plan.Run(order.Length, team));
        return (plan.Value(forward, order.Length).ToArray(), plan.Value(gradient, order.Length).ToArray());
    }
}
