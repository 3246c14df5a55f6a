using Keratin.Core;

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
