using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

/// <summary>One sample or more for each operation. A new operation is added here and nowhere else.</summary>
internal static class OperationSamples
{
    public static IReadOnlyList<OperationSample> All { get; } =
    [
        .. Unary("Abs", new Abs()),
        .. Unary("ApproximateGelu", new ApproximateGelu(), low: -6, high: 6),
        .. Unary("Clip", new Clip(-1, 1)),
        .. Unary("Ceiling", new Ceiling(), isDifferentiable: false),
        .. Unary("Exp", new Exp()),
        .. Unary("HuberPenalty", new HuberPenalty(1)),
        .. Unary("Log", new Log(), low: 0.1),
        .. Unary("LogHyperbolicCosine", new LogHyperbolicCosine(), low: -20, high: 20),
        .. Unary("Elu", new Elu(1.5f, 0.75f, 0.5f), low: -6, high: 6),
        .. Unary("Gelu", new Gelu(), low: -6.5, high: 6.5),
        .. Unary("LeakyRelu", new LeakyRelu(0.2f)),
        .. Unary("LogComplement", new LogComplement(), low: -0.99, high: 0.99, isDifferentiable: false),
        .. Both("NormalQuantile", (batch, n) => (new NormalQuantile(), [new([batch, n], -1, 1), new([batch, n], -16, 0)]), tolerance: 3e-6, isDifferentiable: false),
        .. Unary("Mish", new Mish(), low: -8, high: 8),
        .. Unary("PenaltySlope", new PenaltySlope(0.3f, 0.7f)),
        .. Unary("Ramp", new Ramp(0.25f, 0.5f, -0.25f, 1.25f), low: -5, high: 5),
        .. Unary("Relu", new Relu()),
        .. Unary("Scale", new Scale(-2.5f)),
        .. Unary("Sigmoid", new Sigmoid(), low: -8, high: 8),
        .. Unary("Sign", new Sign(), isDifferentiable: false),
        .. Unary("Sqrt", new Sqrt(), low: 0.01),
        .. Unary("Silu", new Silu(), low: -8, high: 8),
        .. Unary("Softplus", new Softplus(), low: -8, high: 8),
        .. Unary("Softsign", new Softsign(), low: -8, high: 8),
        .. Unary("SparsePlus", new SparsePlus()),
        .. Unary("Square", new Square()),
        .. Unary("Tanh", new Tanh(), low: -4, high: 4),
        .. Unary("Threshold", new Threshold(1, -3)),
        .. Binary("Add", new Add()),
        .. Binary("Subtract", new Subtract()),
        .. Binary("Multiply", new Multiply()),
        .. Binary("Divide", new Divide(), low: 0.5, high: 3),
        .. Binary("Maximum", new Maximum()),
        .. Binary("Minimum", new Minimum()),
        .. Binary("Equal", new Equal(), isWhole: true, isDifferentiable: false),
        .. Binary("Greater", new Greater(), isWhole: true, isDifferentiable: false),
        .. Derivative("AddPenaltySlope", new AddPenaltySlope(0.3f, 0.7f)),
        .. Derivative("ApproximateGelu.Derivative", new ApproximateGelu.Derivative()),
        .. Derivative("Clip.Derivative", new Clip.Derivative(-1, 1)),
        .. Derivative("Elu.Derivative", new Elu.Derivative(1.5f, 0.75f, 0.5f)),
        .. Derivative("Gelu.Derivative", new Gelu.Derivative()),
        .. Derivative("LeakyRelu.Derivative", new LeakyRelu.Derivative(0.2f)),
        .. Derivative("Mish.Derivative", new Mish.Derivative()),
        .. Derivative("Ramp.Derivative", new Ramp.Derivative(0.25f, -1, 1)),
        .. Derivative("Relu.Derivative", new Relu.Derivative()),
        .. Derivative("Sigmoid.Derivative", new Sigmoid.Derivative()),
        .. Derivative("Silu.Derivative", new Silu.Derivative()),
        .. Derivative("Softplus.Derivative", new Softplus.Derivative()),
        .. Derivative("Softsign.Derivative", new Softsign.Derivative()),
        .. Derivative("Tanh.Derivative", new Tanh.Derivative()),
        .. Derivative("Threshold.Derivative", new Threshold.Derivative(1)),
        new("SigmoidCrossEntropy", Loop.Last, (batch, n) => (new SigmoidCrossEntropy(),
            [new([batch, n], -6, 6), new([batch, n], 0, 1) { IsDifferentiable = false }])) { Tolerance = 1e-6 },
        new("SigmoidCrossEntropy of one column of truth", Loop.Last, (batch, n) => (new SigmoidCrossEntropy(),
            [new([batch, n], -6, 6), new([batch, 1], 0, 1) { IsDifferentiable = false }])) { Tolerance = 1e-6 },

        .. Both("ArgMax", (batch, n) => (new ArgMax(), [new([batch, n], 0, 6) { IsWhole = true, IsDifferentiable = false }])),
        new("Mean", Loop.Rows, static (batch, n) => (new Mean(), [new([batch, n])])),
        new("Sum", Loop.Rows, static (batch, n) => (new Sum(), [new([batch, n])])) { Tolerance = 1e-5 },
        .. Both("Norm", (batch, n) => (new Norm(), [new([batch, n])]), tolerance: 2e-6),
        .. Both("Norm of three", (batch, n) => (new Norm(3), [new([batch, n]), new([n, 3]), new([2])]), tolerance: 2e-6),
        new("Norm of pieces", Loop.Last, static (_, n) => (new Norm(2), [new([300, n]), new([n])])) { Tolerance = 2e-6 },
        .. Both("MeanLast", (batch, n) => (new MeanLast(), [new([batch, n])])),
        .. Both("SumLast", (batch, n) => (new SumLast(), [new([batch, n])]), tolerance: 1e-5),
        .. Both("SumLast that keeps the axis", (batch, n) => (new SumLast(keepAxis: true), [new([batch, n])]), tolerance: 1e-5),
        .. Both("SumRows", (batch, n) => (new SumRows([n]), [new([batch, n])]), tolerance: 2e-5),
        .. Both("SumRows of two axes", (batch, n) => (new SumRows([n]), [new([batch, 2, n])]), tolerance: 4e-5),
        .. Both("SumAxis", (batch, n) => (new SumAxis(1), [new([batch, 3, n])])),
        new("SumAxis of many steps", Loop.Last, static (batch, n) => (new SumAxis(2), [new([batch, 2, n, 2, 3])])) { Tolerance = 2e-5 },
        .. Both("CountRows", (batch, n) => (new CountRows([n]), [new([batch, 2, n]) { IsDifferentiable = false }])),
        new("SumRows to a number", Loop.Rows, static (batch, n) => (new SumRows(Shape.Scalar), [new([batch, n])])) { Tolerance = 1e-4 },
        .. Both("Penalty", (batch, n) => (new Penalty(0.3f, 0.7f), [new([batch, n])]), tolerance: 1e-6),
        .. Both("Softmax", (batch, n) => (new Softmax(), [new([batch, n], -9, 9)])),
        .. Both("Softmax.Derivative", (batch, n) => (new Softmax.Derivative(), [new([batch, n], 0, 1), new([batch, n])]), tolerance: 2e-5, isDifferentiable: false),

        .. Both("LogSoftmax", (batch, n) => (new LogSoftmax(), [new([batch, n], -9, 9)]), tolerance: 1e-6),
        .. Both("Sparsemax", (batch, n) => (new Sparsemax(), [new([batch, n])]), tolerance: 1e-6),
        .. Both("SoftmaxCrossEntropy of labels", (batch, n) => (new SoftmaxCrossEntropy(labels: true), [new([batch, n], -9, 9), Label(batch, n)]), tolerance: 1e-6, leastLast: 1),
        .. Both("SoftmaxCrossEntropy of probabilities", (batch, n) => (new SoftmaxCrossEntropy(labels: false), [new([batch, n], -9, 9), Truth(batch, n)]), tolerance: 2e-6, leastLast: 1),
        .. Both("SoftmaxCrossEntropy.Derivative of labels", (batch, n) => (new SoftmaxCrossEntropy.Derivative(labels: true),
            [new([batch, n], -9, 9), Label(batch, n), new([batch])]), isDifferentiable: false, leastLast: 1),
        .. Both("SoftmaxCrossEntropy.Derivative of probabilities", (batch, n) => (new SoftmaxCrossEntropy.Derivative(labels: false),
            [new([batch, n], -9, 9), Truth(batch, n), new([batch])]), tolerance: 1e-5, isDifferentiable: false, leastLast: 1),

        .. Both("OneHot", (batch, n) => (new OneHot(n), [new([batch], -1, n + 1) { IsWhole = true, IsDifferentiable = false }])),
        .. Both("RepeatLast", (batch, n) => (new RepeatLast(n), [new([batch])])),
        .. Both("RepeatLast of one column", (batch, n) => (new RepeatLast(n), [new([batch, 1])])),
        .. Both("RepeatRows", (batch, n) => (new RepeatRows([batch, 3, n]), [new([n])])),
        .. Both("RepeatRows of two axes", (batch, n) => (new RepeatRows([batch, 3, n]), [new([3, n])])),
        .. Both("RepeatAxis", (batch, n) => (new RepeatAxis(1, 4), [new([batch, n])])),
        new("RepeatAxis, any size", Loop.Last, static (batch, n) => (new RepeatAxis(2, n), [new([batch, 2, 2, 3])])),
        .. Both("JoinAxis", (batch, n) => (new JoinAxis(1, 3), [new([batch, n]), new([batch, 3]), new([batch, n])])),
        .. Both("JoinAxis of an inner axis", (batch, n) => (new JoinAxis(1, 2), [new([batch, 2, n]), new([batch, 1, n])])),
        .. Both("JoinAxis of one", (batch, n) => (new JoinAxis(1, 1), [new([batch, n])])),
        .. Both("SliceAxis", (batch, n) => (new SliceAxis(1, 2, n), [new([batch, n + 3])])),
        .. Both("SliceAxis of an inner axis", (batch, n) => (new SliceAxis(1, 1, 2), [new([batch, 3, n])])),
        .. Both("GatherRows", (batch, n) => (new GatherRows(), [new([batch, 3], 0, 7) { IsWhole = true, IsDifferentiable = false }, new([7, n])])),
        .. Both("GatherRows by a number a row", (batch, n) => (new GatherRows(), [new([batch], 0, 7) { IsWhole = true, IsDifferentiable = false }, new([7, n])])),
        new("GatherRows of a long table", Loop.Last, static (batch, n) => (new GatherRows(), [new([batch, 3], 0, n) { IsWhole = true, IsDifferentiable = false }, new([n, 5])])),
        .. Both("ScatterRows", (batch, n) => (new ScatterRows([7, n]), [new([batch, 3], -2, 9) { IsWhole = true }, new([batch, 3, n])]), tolerance: 2e-5, isDifferentiable: false),
        .. Both("Reshape", (batch, n) => (new Reshape([batch, 2, n]), [new([batch, n, 2])])),
        .. Both("Fill", (batch, n) => (new Fill([batch, n]), [new(Shape.Scalar)])),
        .. Both("Spread", (batch, n) => (new Spread([batch, n]), [new(Shape.Scalar)])),

        .. Both("MatMul", (batch, n) => (new MatMul(), [new([batch, 7]), new([7, n])]), tolerance: 2e-6),
        new("MatMul over k", Loop.Last, static (batch, k) => (new MatMul(), [new([batch, k]), new([k, 5])])) { Tolerance = 3e-5 },
        new("MatMul over k to one column", Loop.Last, static (batch, k) => (new MatMul(), [new([batch, k]), new([k, 1])])) { Tolerance = 3e-5 },
        .. Both("MatMul of three axes", (batch, n) => (new MatMul(), [new([batch, 2, 7]), new([7, n])]), tolerance: 2e-6),
        .. Both("MatMul, first transposed", (batch, n) => (new MatMul(transposeFirst: true), [new([batch, n]), new([batch, 6])]), tolerance: 3e-5),
        .. Both("MatMul, first transposed, to one column", (batch, n) => (new MatMul(transposeFirst: true), [new([batch, n]), new([batch, 1])]), tolerance: 3e-5),
        .. Both("MatMul, second transposed", (batch, n) => (new MatMul(transposeSecond: true), [new([batch, 7]), new([n, 7])]), tolerance: 2e-6),
        .. Both("MatMul, second transposed, over k", (batch, k) => (new MatMul(transposeSecond: true), [new([batch, k]), new([5, k])]), tolerance: 3e-5),

        new("Placeholder", Loop.Rows, static (batch, n) => (new Placeholder("x", [batch, n]), [])),
        new("Literal", Loop.Rows, static (_, _) => (new Literal(1.5f), [])),
        new("VariableRead", Loop.Last, static (_, n) => (Read(n), [])),
        .. Both("UniformNoise", (batch, n) => (new UniformNoise(99, [batch, n]), [Counter()])),
        .. Both("DropoutMask", (batch, n) => (new DropoutMask(0.3f, 99, [batch, n]), [Counter()])),
        .. Both("Accumulate", (batch, n) => (new Accumulate(), [Totals(), new([batch, n])]), tolerance: 1e-12, isDifferentiable: false),
        .. Both("Accumulate of columns", (batch, n) => (new Accumulate(), [Totals(n), new([batch, 2, n])]), tolerance: 1e-12, isDifferentiable: false),
        .. Both("AccumulateAt", (batch, n) => (new AccumulateAt(), [Totals(7), new([batch, n], -2, 9) { IsWhole = true }, new([batch, n])]), tolerance: 1e-12, isDifferentiable: false),
        new("Assign", Loop.Last, static (_, n) => (new Assign(), [new([2, n]) { VariableOf = ElementType.Float32, IsDifferentiable = false }, new([2, n]) { IsDifferentiable = false }])),
        new("Increment", Loop.Rows, static (_, _) => (new Increment(), [Counter()])),
        .. Update("Update without slots", new Update<DescentRule>(default)),
        .. Update("Update with a slot", new Update<ScaledRule>(default)),
        .. Update("Update with three slots", new Update<MomentsRule>(default)),
        .. Update("Update with decay, clipped by value", new Update<ScaledRule>(default, new UpdateOptions { WeightDecay = 2, ClipValue = 0.3 })),
        .. Update("Update clipped by norm", new Update<DescentRule>(default, new UpdateOptions { ClipNorm = 0.7 })),
        .. Update("Update with an average", new Update<MomentsRule>(default, new UpdateOptions { AverageMomentum = 0.9, OverwriteFrequency = 3 })),
        .. Update("Update of collected steps", new Update<ScaledRule>(default, new UpdateOptions { AccumulationSteps = 3, AverageMomentum = 0.9, ClipNorm = 0.7 })),
    ];

    public static OperationSample Named(string name) => All.Single(sample => sample.Name == name);

    private static OperationSample[] Both(string name, Func<int, int, (Operation, Operand[])> make, double tolerance = 4e-7, bool isDifferentiable = true, int leastLast = 0)
    {
        (Operation, Operand[]) Make(int batch, int last)
        {
            (Operation operation, Operand[] operands) = make(batch, last);
            return isDifferentiable ? (operation, operands) : (operation, [.. operands.Select(x => x with { IsDifferentiable = false })]);
        }
        return
        [
            new(name + ", any rows", Loop.Rows, Make) { Tolerance = tolerance, LeastLast = leastLast },
            new(name + ", any last axis", Loop.Last, Make) { Tolerance = tolerance, LeastLast = leastLast },
        ];
    }

    private static OperationSample[] Unary(string name, Operation operation, double low = -2, double high = 2, bool isDifferentiable = true, double tolerance = 4e-7) =>
    [
        new(name, Loop.Last, (batch, n) => (operation, [new([batch, n], low, high) { IsDifferentiable = isDifferentiable }])) { Tolerance = tolerance },
        new(name + " of a vector", Loop.Rows, (batch, _) => (operation, [new([batch], low, high) { IsDifferentiable = isDifferentiable }])) { Tolerance = tolerance },
    ];

    // Each way in which an operand may be repeated, on either side.
    private static IEnumerable<OperationSample> Binary(string name, Operation operation, double low = -2, double high = 2, bool isWhole = false, bool isDifferentiable = true)
    {
        Operand Of(params int[] sizes) => new(sizes, low, high) { IsWhole = isWhole, IsDifferentiable = isDifferentiable };
        Operand number = new(Shape.Scalar, low, high) { IsWhole = isWhole, IsDifferentiable = isDifferentiable };
        OperationSample Sample(string how, Loop loop, Func<int, int, Operand> x, Func<int, int, Operand> y) =>
            new($"{name}, {how}", loop, (batch, n) => (operation, [x(batch, n), y(batch, n)]));
        Func<int, int, Operand> full = (batch, n) => Of(batch, n), vector = (batch, _) => Of(batch), scalar = (_, _) => number;
        yield return Sample("equal shapes", Loop.Last, full, full);
        yield return Sample("vectors", Loop.Rows, vector, vector);
        yield return Sample("row right", Loop.Last, full, (_, n) => Of(n));
        yield return Sample("row left", Loop.Last, (_, n) => Of(n), full);
        yield return Sample("row right, any rows", Loop.Rows, full, (_, n) => Of(n));
        yield return Sample("column right", Loop.Last, full, (batch, _) => Of(batch, 1));
        yield return Sample("column left", Loop.Last, (batch, _) => Of(batch, 1), full);
        yield return Sample("column left, any rows", Loop.Rows, (batch, _) => Of(batch, 1), full);
        yield return Sample("number right", Loop.Last, full, scalar);
        yield return Sample("number left", Loop.Last, scalar, full);
        yield return Sample("vector and number", Loop.Rows, vector, scalar);
        yield return Sample("number and vector", Loop.Rows, scalar, vector);
        yield return Sample("numbers", Loop.Rows, scalar, scalar);
        yield return Sample("matrix along a batch", Loop.Last, (batch, n) => Of(batch, 2, n), (_, n) => Of(2, n));
        yield return Sample("column of three axes", Loop.Last, (batch, n) => Of(batch, 2, n), (batch, _) => Of(batch, 2, 1));
        yield return Sample("row of three axes", Loop.Last, (_, n) => Of(n), (batch, n) => Of(batch, 2, n));
    }

    private static OperationSample[] Derivative(string name, Operation operation) =>
        Both(name, (batch, n) => (operation, [new([batch, n]), new([batch, n])]), isDifferentiable: false, tolerance: 1e-6);

    private static OperationSample[] Update(string name, UpdateOperation operation)
    {
        (Operation, Operand[]) Make(int _, int n)
        {
            Operand Variable(double low, double high, params int[] sizes) => new(sizes, low, high) { VariableOf = ElementType.Float32, IsDifferentiable = false };
            var operands = new List<Operand> { Variable(-1, 1, 2, n) };
            for (int slot = 0; slot < operation.Slots; slot++) operands.Add(Variable(0.1, 0.5, 2, n));
            operands.AddRange([Variable(0.01, 0.02), Counter()]);
            if (operation.Options.ExtraInputs > 0) operands.Add(Variable(0.5, 5));
            operands.Add(new([2, n]) { IsDifferentiable = false });
            return (operation, [.. operands]);
        }
        return [new(name, Loop.Last, Make) { Tolerance = 1e-6 }];
    }

    private static Operand Label(int batch, int classes) => new([batch], 0, classes) { IsWhole = true, IsDifferentiable = false };

    private static Operand Truth(int batch, int n) => new([batch, n], 0, 1) { IsDifferentiable = false };

    private static Operand Totals(params int[] shape) => new(shape) { VariableOf = ElementType.Float64, IsDifferentiable = false };

    private static Operand Counter() => new(Shape.Scalar, 0, 50) { VariableOf = ElementType.Int64, IsWhole = true, IsDifferentiable = false };

    private static Operation Read(int n)
    {
        var variable = new Variable("weight", [n]);
        for (int i = 0; i < n; i++) variable.Values[i] = i;
        return variable.Read.Operation;
    }
}
