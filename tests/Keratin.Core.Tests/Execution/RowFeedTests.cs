using CsCheck;
using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

public sealed class RowFeedTests
{
    [Fact]
    public void Dense_rows_arrive_in_the_order_that_was_asked_for()
    {
        Assert.Equal([5, 6, 1, 2], Loaded(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, [2, 0], 2));
        Assert.Equal([3, 1, 3], Loaded(new float[,] { { 1 }, { 2 }, { 3 } }, [2, 0, 2], 1));
    }

    [Fact]
    public void A_slice_counts_its_own_rows() => Assert.Equal([5, 6], Loaded(((NDArray)new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } })[1..], [1], 2));

    [Fact]
    public void Sparse_rows_are_filled_in_where_the_plan_wants_them_dense() =>
        Assert.Equal([0, 1, 0, 1, 0, 0], Loaded(NDArray.SparseFromRows([[0], [], [1]], 3)[..], [2, 0], 3));

    [Fact]
    public void A_plan_for_sparse_rows_refuses_dense_ones()
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 3], isSparse: true));
        var plan = new Plan(new Graph([new Node(new MatMul(), x, new Variable("w", [3, 2]).Read)], []), 2, CpuBackend.Instance);
        Assert.Throws<InvalidOperationException>(() => plan.Feed(x).Bind(NDArray.Zeros([2, 3])));
    }

    [Fact]
    public unsafe void Rows_that_are_sorted_by_column_must_be_sparse()
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 3], isSparse: true)), g = new(new Placeholder("g", [Shape.Batch, 2]));
        var plan = new Plan(new Graph([new Node(new MatMul(transposeFirst: true), x, g)], []), 2, CpuBackend.Instance);
        Assert.Throws<InvalidOperationException>(() => plan.Feed(x).LoadRows(null, 2, null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_row_of_ones_is_the_same_sparse_and_dense(bool isSparse)
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 5], isSparse));
        var w = new Variable("w", [5, 2]);
        for (int i = 0; i < 10; i++) w.Values[i] = i;
        Node product = new(new MatMul(), x, w.Read);
        var plan = new Plan(new Graph([product], []), 1, CpuBackend.Instance);
        foreach ((int[] columns, float[] sums) in ((int[], float[])[])[([1, 4], [10, 12]), ([], [0, 0]), ([0, 1, 2, 3, 4], [20, 25])])
        {
            plan.Feed(x).LoadOnes(columns);
            plan.Run(1, null);
            Assert.Equal(sums, plan.Value(product, 1).ToArray());
        }
    }

    [Theory]
    [InlineData(64, false, true)]
    [InlineData(64, true, false)]
    [InlineData(65, false, false)]
    [InlineData(1, false, false)]
    public unsafe void Rows_that_only_products_of_one_panel_read_are_not_copied(int columns, bool isReadElsewhere, bool stay)
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 20])), product = new(new MatMul(), x, new Variable("w", [20, columns]).Read);
        var plan = new Plan(new Graph(isReadElsewhere ? [product, new Node(new Relu(), x)] : [product], []), 4, CpuBackend.Instance);
        float[] rows = GC.AllocateUninitializedArray<float>(3 * 20, pinned: true);
        RowFeed feed = plan.Feed(x);
        feed.Bind(new NDArray(rows, [3, 20]));
        feed.Load([2, 0, 2]);
        fixed (float* data = rows) Assert.Equal(stay, feed.Rows == data);
        Assert.Equal(stay ? [2, 0, 2] : [0, 1, 2], new ReadOnlySpan<int>(feed.Numbers, 3).ToArray());
        feed.Release();
        fixed (float* data = rows) Assert.False(feed.Rows == data);
    }

    [Fact]
    public void Rows_read_where_they_are_give_the_bits_of_copied_ones() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[2, 300], Gen.Int[2, 64], Gen.Int[1, 600], Gen.Int[1, 3]).Sample((stored, width, columns, rows, threads) =>
        {
            NDArray data = MadeData.Dense(1, stored + 1, width)[1..];
            int[] order = [.. Enumerable.Range(0, rows).Select(i => (int)(RandomBits.Uniform(2, (uint)i) * stored))];
            Assert.Equal(Products(data, order, columns, threads, copied: true), Products(data, order, columns, threads, copied: false));
        }, iter: 60, threads: 1);

    // Forward, and with the rows as k; over data whose last element is the last of its array.
    private static int[] Products(NDArray data, int[] order, int columns, int threads, bool copied)
    {
        int width = data.Shape.Last;
        Node x = new(new Placeholder("x", [Shape.Batch, width])), g = new(new Placeholder("g", [Shape.Batch, columns])), w = new(new Placeholder("w", [width, columns]));
        Node forward = new(new MatMul(), x, w), transposed = new(new MatMul(transposeFirst: true), x, g);
        var plan = new Plan(new Graph(copied ? [forward, transposed, x] : [forward, transposed], []), order.Length, CpuBackend.Instance);
        plan.Poison();
        MadeData.Dense(3, width, columns).Values.CopyTo(plan.Value(w, order.Length));
        MadeData.Dense(4, order.Length, columns).Values.CopyTo(plan.Value(g, order.Length));
        plan.Feed(x).Bind(data);
        plan.Feed(x).Load(order);
        ThreadTeam? team = ThreadTeam.Rent(threads);
        plan.Run(order.Length, team);
        ThreadTeam.Return(team);
        plan.Feed(x).Release();
        return [.. plan.Value(forward, order.Length).ToArray().Concat(plan.Value(transposed, order.Length).ToArray()).Select(BitConverter.SingleToInt32Bits)];
    }

    [Fact]
    public void A_single_row_takes_the_place_of_bound_data()
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 2])), w = new(new Placeholder("w", [2, 2])), product = new(new MatMul(), x, w);
        var plan = new Plan(new Graph([product], []), 1, CpuBackend.Instance);
        new float[] { 1, 2, 3, 4 }.CopyTo(plan.Value(w, 1));
        plan.Feed(x).Bind(new float[,] { { 1, 1 } });
        plan.Feed(x).Load([0]);
        plan.Run(1, null);
        Assert.Equal([4, 6], plan.Value(product, 1).ToArray());
        plan.Feed(x).LoadRow([0, 1]);
        plan.Run(1, null);
        Assert.Equal([3, 4], plan.Value(product, 1).ToArray());
    }

    private static float[] Loaded(NDArray data, int[] order, int width)
    {
        Node x = new(new Placeholder("x", [Shape.Batch, width]));
        var plan = new Plan(new Graph([x], []), 4, CpuBackend.Instance);
        plan.Poison();
        plan.Feed(x).Bind(data);
        plan.Feed(x).Load(order);
        return plan.Value(x, order.Length).ToArray();
    }
}
