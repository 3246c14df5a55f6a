using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>Estimates, each computed by hand for a batch of 10 rows.</summary>
public sealed class NodeCostTests
{
    private const int Rows = 10;

    private readonly Node _x = new(new Placeholder("x", [Shape.Batch, 3]));
    private readonly Node _weight = new Variable("kernel", [3, 4]).Read;
    private readonly Node _bias = new Variable("bias", [4]).Read;

    [Fact]
    public void A_product_is_two_operations_per_row_column_and_inner_element() =>
        Check(new Node(new MatMul(), _x, _weight), flops: 2 * 10 * 4 * 3, floats: 10 * 3 + 3 * 4 + 10 * 4);

    [Fact]
    public void A_bias_and_an_activation_add_one_operation_per_element_each() =>
        Check(new Node(new MatMul(epilogue: new Epilogue.Bias(new Relu())), _x, _weight, _bias), flops: 240 + 2 * 40, floats: 82 + 4);

    [Fact]
    public void A_product_with_the_second_input_transposed_has_its_rows_as_columns()
    {
        var error = new Node(new Placeholder("error", [Shape.Batch, 4]));
        Check(new Node(new MatMul(transposeSecond: true), error, _weight), flops: 2 * 10 * 3 * 4, floats: 40 + 12 + 30);
    }

    [Fact]
    public void A_product_fused_with_an_update_reads_and_writes_the_weight_and_its_slots()
    {
        var error = new Node(new Placeholder("error", [Shape.Batch, 4]));
        Node slot = new Variable("slot", [3, 4]).Read, rate = new Variable("rate", Shape.Scalar).Read;
        Node iteration = new Variable("iteration", Shape.Scalar, ElementType.Int64).Read;
        var product = new MatMul(transposeFirst: true, epilogue: new Epilogue.Update(new Update<OneSlotRule>(default)));
        // The iteration is eight bytes wide: as many as two floats.
        Check(new Node(product, _x, error, _weight, slot, rate, iteration), flops: 2 * 3 * 4 * 10 + 8 * 12, floats: 30 + 40 + 4 * 12 + 1 + 2);
    }

    [Fact]
    public void A_sparse_product_counts_stored_elements_and_the_weights_that_they_name()
    {
        var x = new Node(new Placeholder("x", [Shape.Batch, 100], isSparse: true));
        Node weight = new Variable("kernel", [100, 4]).Read;
        // 25 elements of an index and a number each name at most 25 of the 100 rows of weights.
        Check(new Node(new MatMul(), x, weight), flops: 2 * 25 * 4, floats: 25 * 2 + 25 * 4 + 40, entries: 25);
        Check(new Node(new MatMul(), x, weight), flops: 2 * 500 * 4, floats: 500 * 2 + 100 * 4 + 40, entries: 500);
    }

    [Fact]
    public void An_elementwise_operation_is_one_per_element_and_reads_an_input_used_twice_once()
    {
        Check(new Node(new Relu(), _x), flops: 30, floats: 60);
        Check(new Node(new Multiply(), _x, _x), flops: 30, floats: 60);
    }

    [Fact]
    public void A_softmax_is_five_operations_per_element() => Check(new Node(new Softmax(), _x), flops: 150, floats: 60);

    [Fact]
    public void A_sum_over_rows_adds_each_element() => Check(new Node(new SumRows([3]), _x), flops: 30, floats: 33);

    [Fact]
    public void A_batch_of_dense_rows_is_read_and_written_and_one_of_sparse_rows_is_a_list()
    {
        Assert.Equal(new NodeCost(0, 2 * 30 * sizeof(float)), NodeCost.OfLoading(_x, Rows, copied: true));
        Assert.Equal(new NodeCost(0, 40), NodeCost.OfLoading(_x, Rows, copied: false));
    }

    private static void Check(Node node, double flops, double floats, double entries = 0) =>
        Assert.Equal(new NodeCost(flops, floats * sizeof(float)), NodeCost.Of(node, Rows, entries));

    private struct OneSlotRule : IUpdateRule
    {
        public static int Slots => 1;

        public readonly void Begin(double learningRate, long iteration) { }

        public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2, Vector512<float> gradient) =>
            slot0 = gradient;

        public readonly void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, double gradient) => slot0 = gradient;
    }
}
