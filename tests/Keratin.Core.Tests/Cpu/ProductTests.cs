using System.Runtime.InteropServices;
using CsCheck;
using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

/// <summary>The matrix product in every shape: right, in the promised order, and the same bits whatever is fused to it.</summary>
public sealed class ProductTests
{
    private static readonly Gen<ProductCase> s_small =
        from rows in Gen.Int[1, 40]
        from inner in Gen.OneOf(Gen.Int[1, 70], Gen.OneOf(0, 1, 256, 257, 300))
        from columns in Gen.OneOf(Gen.Int[1, 80], Gen.Int[81, 200], Gen.OneOf(1, 16, 64, 128))
        from kind in Gen.Int[0, 2]
        from seed in Gen.ULong
        select new ProductCase(rows, inner, columns, kind == 1, kind == 2, seed);

    // Over several blocks of k, several panels, and large enough for threads to share.
    private static readonly Gen<ProductCase> s_large =
        from rows in Gen.Int[25, 300]
        from inner in Gen.Int[400, 900]
        from columns in Gen.Int[60, 200]
        from kind in Gen.Int[0, 2]
        from seed in Gen.ULong
        select new ProductCase(rows, inner, columns, kind == 1, kind == 2, seed);

    [Fact]
    public void Every_element_equals_the_sum_in_double_precision()
    {
        s_small.Sample(x => AssertRight(x, null), iter: 500);
        s_large.Sample(x => AssertRight(x, null), iter: 6);
    }

    [Fact]
    public void Threads_change_no_bit() => s_large.Sample(x =>
    {
        ThreadTeam team = ThreadTeam.Rent(3)!;
        Node product = new(x.Operation, x.A, x.B);
        AssertSameBits(x.Run([product])[0], x.Run([product], team: team)[0]);
        ThreadTeam.Return(team);
    }, iter: 15, threads: 1);

    [Fact]
    public void Forward_and_weight_gradient_sum_over_k_in_order_from_zero()
    {
        s_small.Where(x => !x.TransposeSecond && (x.Columns > 1 || x.TransposeFirst)).Sample(AssertInOrder, iter: 300);
        s_large.Where(x => !x.TransposeSecond).Sample(AssertInOrder, iter: 4);
    }

    [Fact]
    public void Input_gradient_sums_in_order_from_five_rows_on() =>
        s_small.Where(x => x.TransposeSecond && x.Rows > 4).Sample(AssertInOrder, iter: 200);

    [Fact]
    public void A_row_predicts_the_same_bits_alone_and_in_a_batch() =>
        s_small.Where(x => !x.TransposeFirst && !x.TransposeSecond && x.Inner > 0).Sample(x =>
        {
            float[] batch = x.Run([new Node(x.Operation, x.A, x.B)])[0], a = x.AValues;
            Node one = new(x.Operation, x.A, x.B);
            var plan = new Plan(new Graph([one], []), 3, CpuBackend.Instance);
            x.BValues.CopyTo(plan.Value(x.B, 1));
            for (int row = 0; row < x.Rows; row++)
            {
                a.AsSpan(row * x.Inner, x.Inner).CopyTo(plan.Value(x.A, 1));
                plan.Run(1, null);
                AssertSameBits(batch[(row * x.Columns)..((row + 1) * x.Columns)], plan.Value(one, 1).ToArray());
            }
        }, iter: 60);

    [Fact]
    public void A_bias_and_an_activation_change_no_bit_when_fused() =>
        Gen.Select(s_small.Where(x => !x.TransposeFirst), Gen.OneOf<UnaryOperation?>(null, new Relu(), new Tanh(), new Sigmoid())).Sample((x, activation) =>
        {
            Node bias = new(new Placeholder("bias", [x.Columns]));
            Node sum = new(new Add(), new Node(x.Operation, x.A, x.B), bias);
            Node plain = activation is null ? sum : new Node(activation, sum);
            Node fused = new(x.With(new Epilogue.Bias(activation)), x.A, x.B, bias);
            float[][] results = x.Run([plain, fused], more: (bias, x.Numbers(3, x.Columns)));
            AssertSameBits(results[0], results[1]);
        }, iter: 200);

    [Fact]
    public void A_combination_changes_no_bit_when_fused() =>
        Gen.Select(s_small, Gen.OneOf<BinaryOperation>(new Relu.Derivative(), new Tanh.Derivative(), new Multiply(), new Subtract())).Sample((x, combine) =>
        {
            Node other = new(new Placeholder("other", x.ResultShape));
            Node plain = new(combine, new Node(x.Operation, x.A, x.B), other);
            Node fused = new(x.With(new Epilogue.Combine(combine)), x.A, x.B, other);
            float[][] results = x.Run([plain, fused], more: (other, x.Numbers(3, x.Rows * x.Columns)));
            AssertSameBits(results[0], results[1]);
        }, iter: 200);

    [Fact]
    public void An_update_changes_no_bit_when_fused() =>
        Gen.Select(s_small.Where(x => x.TransposeFirst), Gen.OneOf<UpdateOperation>(new Update<DescentRule>(default), new Update<ScaledRule>(default), new Update<MomentsRule>(default)))
            .Sample((x, update) => AssertSameBits(Updated(x, update, fuse: false), Updated(x, update, fuse: true)), iter: 200);

    private static float[] Updated(ProductCase x, UpdateOperation update, bool fuse)
    {
        var state = new List<Variable>();
        for (int i = 0; i <= update.Slots; i++)
        {
            state.Add(new Variable($"v{i}", x.ResultShape));
            for (int j = 0; j < state[i].Values.Length; j++) state[i].Values[j] = 0.5f + 0.01f * (j % 37);
        }
        var rate = new Variable("rate", Shape.Scalar);
        rate.Values[0] = 0.1f;
        Node[] settings = [rate.Read, new Variable("iteration", Shape.Scalar, ElementType.Int64).Read];
        Node[] variables = [.. state.Select(variable => variable.Read)];
        Node effect = fuse
            ? new Node(x.With(new Epilogue.Update(update)), [x.A, x.B, .. variables, .. settings])
            : new Node(update, [.. variables, .. settings, new Node(x.Operation, x.A, x.B)]);
        x.Run([], [effect]);
        return [.. state.SelectMany(variable => variable.Values.ToArray())];
    }

    private static void AssertRight(ProductCase x, ThreadTeam? team)
    {
        float[] c = x.Run([new Node(x.Operation, x.A, x.B)], team: team)[0], a = x.AValues, b = x.BValues;
        Assert.Equal(x.Rows * x.Columns, c.Length);
        // The sum of k products below 1 in size; each addition rounds by half a unit of the partial sum.
        double tolerance = 1e-7 * (1 + x.Inner);
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j += x.Rows * x.Columns > 5000 ? 7 : 1)
                if (!(Math.Abs(c[i * x.Columns + j] - x.InDouble(a, b, i, j)) <= tolerance)) Assert.Fail($"{x}: element ({i}, {j}) is {c[i * x.Columns + j]:R} but should be {x.InDouble(a, b, i, j):R}");
        }
    }

    private static void AssertInOrder(ProductCase x)
    {
        float[] c = x.Run([new Node(x.Operation, x.A, x.B)])[0], a = x.AValues, b = x.BValues;
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < x.Columns; j += x.Rows * x.Columns > 5000 ? 7 : 1)
                Assert.Equal(BitConverter.SingleToInt32Bits(x.InOrder(a, b, i, j)), BitConverter.SingleToInt32Bits(c[i * x.Columns + j]));
        }
    }

    internal static void AssertSameBits(float[] expected, float[] actual) =>
        Assert.True(MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(actual)), "The bits differ.");
}
