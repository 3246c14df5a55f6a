using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>What operations make of NaN, infinities and numbers at the ends.</summary>
public sealed class NonFiniteTests
{
    private const float Nan = float.NaN;
    private const float Inf = float.PositiveInfinity;

    public static TheoryData<string, float[], float[]> Unary => new()
    {
        { "Relu", [Nan, -Inf, Inf, -1, -0f], [Nan, 0, Inf, 0, -0f] },
        { "Clip", [Nan, -Inf, Inf, -1, 1], [Nan, -1, 1, -1, 1] },
        { "Abs", [Nan, -Inf, Inf, -0f], [Nan, Inf, Inf, 0] },
        { "Sign", [Nan, -Inf, Inf, 0], [Nan, -1, 1, 0] },
        { "Exp", [Nan, -Inf, Inf, 89, -104, 0], [Nan, 0, Inf, Inf, 0, 1] },
        { "Log", [Nan, -Inf, Inf, 0, -1, 1], [Nan, Nan, Inf, -Inf, Nan, 0] },
        { "Sigmoid", [Nan, -Inf, Inf, 0], [Nan, 0, 1, 0.5f] },
        { "Tanh", [Nan, -Inf, Inf, 0], [Nan, -1, 1, 0] },
        { "Ceiling", [Nan, -Inf, Inf, -0.5f, 1.5f], [Nan, -Inf, Inf, -0f, 2] },
        { "Sqrt", [Nan, -1, Inf, 0], [Nan, Nan, Inf, 0] },
        { "HuberPenalty", [Nan, -Inf, Inf, 0], [Nan, Inf, Inf, 0] },
        { "LogHyperbolicCosine", [Nan, -Inf, Inf, 0], [Nan, Inf, Inf, 0] },
        { "Elu", [Nan, -Inf, Inf], [Nan, -1.125f, Inf] },
        { "Softplus", [Nan, -Inf, Inf, 1e30f, -200], [Nan, 0, Inf, 1e30f, 0] },
        { "Softsign", [Nan, 3e38f, -3e38f], [Nan, 1, -1] },
        { "Silu", [Nan, Inf, -1e30f], [Nan, Inf, 0] },
        { "Gelu", [Nan, Inf, -1e30f, 1e30f], [Nan, Inf, 0, 1e30f] },
        { "Mish", [Nan, Inf, -1e30f, 1e30f], [Nan, Inf, 0, 1e30f] },
        { "Ramp", [Nan, -Inf, Inf], [Nan, -0.25f, 1.25f] },
        { "LogSoftmax, any rows", [1e30f, -1e30f, 0, 0, 0], [0, -2e30f, -1e30f, -1e30f, -1e30f] },
        { "LogSoftmax, any rows", [Nan, 1, 2, 3, 4], [Nan, Nan, Nan, Nan, Nan] },
        { "Sparsemax, any rows", [Nan, 1, 2, 3, 4], [Nan, Nan, Nan, Nan, Nan] },
        { "Sparsemax, any rows", [1, 2, Nan, -Inf, 4], [Nan, Nan, Nan, Nan, Nan] },
        { "Sparsemax, any rows", [1e30f, -1e30f, 0, 1e30f, 3e29f], [0.5f, 0, 0, 0.5f, 0] },
        { "Sparsemax, any rows", [-3e38f, -Inf, 1e17f, 0, 3e38f], [0, 0, 0, 0, 1] },
        { "Square", [Nan, -Inf, 1e30f], [Nan, Inf, Inf] },
        { "Softmax, any rows", [Nan, 1, 2, 3, 4], [Nan, Nan, Nan, Nan, Nan] },
        { "Softmax, any rows", [-Inf, 0, 0, -Inf, -Inf], [0, 0.5f, 0.5f, 0, 0] },
        { "Softmax, any rows", [1e30f, -1e30f, 0, 0, 0], [1, 0, 0, 0, 0] },
        { "ArgMax, any rows", [Nan, 1, 3, 3, 2], [2] },
        { "ArgMax, any rows", [Nan, Nan, Nan, Nan, Nan], [0] },
        { "ArgMax, any rows", [-Inf, -Inf, -Inf, -Inf, -Inf], [0] },
        { "ArgMax, any rows", [0, -0f, 0, Inf, Inf], [3] },
        { "OneHot, any rows", [Nan], [0, 0, 0, 0, 0] },
    };

    [Theory, MemberData(nameof(Unary))]
    public void A_special_number_gives_what_is_documented(string sample, float[] x, float[] expected)
    {
        (Operation operation, Operand[] operands) = OperationSamples.Named(sample).Make(Shape.Batch, 5);
        int rows = operands[0].Shape.Rank == 2 && operation is not UnaryOperation ? 1 : x.Length;
        Node input = new(new Placeholder("x", operation is UnaryOperation ? [Shape.Batch] : operands[0].Shape)), output = new(operation, input);
        Assert.Equal(expected, Run(output, rows, (input, x)));
    }

    [Fact]
    public void A_label_that_names_no_class_makes_the_loss_NaN_and_only_its_own_row()
    {
        Node logits = new(new Placeholder("z", [Shape.Batch, 2])), labels = new(new Placeholder("t", [Shape.Batch]));
        Node loss = new(new SoftmaxCrossEntropy(labels: true), logits, labels);
        float[] rows = Run(loss, 6, (logits, new float[12]), (labels, [-1, 2, Nan, 0.5f, Inf, 1]));
        Assert.Equal([Nan, Nan, Nan, Nan, Nan], rows[..5]);
        Assert.Equal(MathF.Log(2), rows[5], 1e-6f);
    }

    [Fact]
    public void A_number_that_names_no_row_gives_NaN_and_gets_nothing()
    {
        Node numbers = new(new Placeholder("n", [Shape.Batch])), table = new(new Placeholder("t", [2, 1])), rows = new(new Placeholder("r", [Shape.Batch, 1]));
        float[] given = [-1, 2, Nan, Inf, 1.5f, 0];
        Assert.Equal([Nan, Nan, Nan, Nan, 20, 10], Run(new Node(new GatherRows(), numbers, table), 6, (numbers, given), (table, [10, 20])));
        Assert.Equal([6, 5], Run(new Node(new ScatterRows([2, 1]), numbers, rows), 6, (numbers, given), (rows, [1, 2, 3, 4, 5, 6])));
    }

    [Fact]
    public void Large_logits_neither_overflow_nor_clip_the_losses()
    {
        Node z = new(new Placeholder("z", [Shape.Batch, 2])), labels = new(new Placeholder("t", [Shape.Batch]));
        Assert.Equal([2e30f, 0], Run(new Node(new SoftmaxCrossEntropy(labels: true), z, labels), 2, (z, [1e30f, -1e30f, -1e30f, 1e30f]), (labels, [1, 1])));
        Node truth = new(new Placeholder("t", [Shape.Batch, 2]));
        Assert.Equal([1e30f, 0, 0, 1e30f], Run(new Node(new SigmoidCrossEntropy(), z, truth), 2, (z, [1e30f, 1e30f, -1e30f, -1e30f]), (truth, [0, 1, 0, 1])));
    }

    private static float[] Run(Node output, int rows, params (Node Placeholder, float[] Values)[] data)
    {
        var plan = new Plan(new Graph([output], []), rows, CpuBackend.Instance);
        plan.Poison();
        foreach ((Node input, float[] values) in data) values.CopyTo(plan.Value(input, rows));
        Assert.True(plan.Run(rows, null));
        return plan.Value(output, rows).ToArray();
    }
}
