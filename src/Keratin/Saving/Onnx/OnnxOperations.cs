using Keratin.Core;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// The standard ONNX operators of each operation: one line for one operation. Shapes repeat in ONNX as they do here, so
/// element-wise operations need no more. What only training uses has no line: losses, penalties, derivatives, random
/// numbers, updates.
/// </summary>
/// <remarks>The operators are those of https://onnx.ai/onnx/operators in the version <see cref="OnnxModel.Opset"/>.</remarks>
/// <param name="graph">Where the operators go.</param>
internal sealed class OnnxOperations(OnnxGraphBuilder graph)
{
    private static readonly OnnxAttribute LastAxis = Integer("axis", -1);
    private static readonly OnnxAttribute DropAxes = Integer("keepdims", 0);
    private static readonly OnnxAttribute KeepAxes = Integer("keepdims", 1);

    /// <summary>Applies the operators of a node's operation; the last one's result is the node's.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The names of its inputs.</param>
    /// <returns>The result's name; null where the operation has no line here.</returns>
    public string? Write(Node node, string[] x) => node.Operation switch
    {
        // Element by element.
        Abs => Apply("Abs", x),
        Core.Add => Apply("Add", x),
        ApproximateGelu => Times(x[0], Apply("Sigmoid", Times(x[0], Plus(Times(Squared(x[0]), 0.0713548163f), 1.59576912f)))),
        Ceiling => Apply("Ceil", x),
        Clip clip => Apply("Clip", x[0], Number(clip.Low), Number(clip.High)),
        Divide => Apply("Div", x),
        Elu { Scale: 1, Rate: 1 } elu => Apply("Elu", x, Real("alpha", elu.Alpha)),
        Elu { Rate: 1 } elu => Apply("Selu", x, Real("alpha", elu.Alpha), Real("gamma", elu.Scale)),
        Elu elu => Times(Apply("Add", Apply("Relu", x), Apply("Elu", [Times(Apply("Min", x[0], Number(0)), elu.Rate)], Real("alpha", elu.Alpha))), elu.Scale),
        Equal => AsNumber(Apply("Equal", x)),
        Exp => Apply("Exp", x),
        Gelu => Times(Times(x[0], Plus(Apply("Erf", Times(x[0], 0.707106781f)), 1)), 0.5f),
        Greater => AsNumber(Apply("Greater", x)),
        LeakyRelu leaky => Apply("LeakyRelu", x, Real("alpha", leaky.Slope)),
        Log => Apply("Log", x),
        Core.Maximum => Apply("Max", x),
        Core.Minimum => Apply("Min", x),
        Mish => Times(x[0], Apply("Tanh", Apply("Softplus", x))),
        Core.Multiply => Apply("Mul", x),
        Ramp ramp => Apply("Clip", Plus(Times(x[0], ramp.Slope), ramp.Offset), Number(ramp.Low), Number(ramp.High)),
        Relu => Apply("Relu", x),
        Scale scale => Apply("Mul", x[0], Number(scale.Factor)),
        Sigmoid => Apply("Sigmoid", x),
        Sign => Apply("Sign", x),
        Silu => Times(x[0], Apply("Sigmoid", x)),
        Softplus => Apply("Softplus", x),
        Softsign => Apply("Softsign", x),
        SparsePlus => Apply("Where", Apply("Less", x[0], Number(1)), Squared(Apply("Relu", Plus(Times(x[0], 0.5f), 0.5f))), x[0]),
        Sqrt => Apply("Sqrt", x),
        Square => Squared(x[0]),
        Core.Subtract => Apply("Sub", x),
        Tanh => Apply("Tanh", x),
        Threshold threshold => Apply("Where", Apply("Greater", x[0], Number(threshold.Limit)), x[0], Number(threshold.Value)),

        // Along axes.
        ArgMax => AsNumber(Apply("ArgMax", x, LastAxis, DropAxes)),
        CountRows count => Apply("Div", AsNumber(Apply("Size", x)), Number(count.Row.Size)),
        LogSoftmax => Apply("LogSoftmax", x, LastAxis),
        Mean => Apply("ReduceMean", x, DropAxes),
        MeanLast => Apply("ReduceMean", x, Integers("axes", -1), DropAxes),
        Norm => Apply("Sqrt", Apply("Sum", [.. x.Select(input => Apply("ReduceSumSquare", [input], DropAxes))])),
        Core.Softmax => Apply("Softmax", x, LastAxis),
        Sparsemax => SparsemaxOf(x[0], node.Shape.Last),
        Sum => Apply("ReduceSum", x, DropAxes),
        SumAxis sum => Apply("ReduceSum", [x[0], Numbers(sum.Axis)], DropAxes),
        SumLast => Apply("ReduceSum", [x[0], Numbers(-1)], RankOf(node, 0) == node.Shape.Rank ? KeepAxes : DropAxes),
        // Told to sum along no axis, ReduceSum would sum along all.
        SumRows when RankOf(node, 0) == node.Shape.Rank => Apply("Identity", x),
        SumRows => Apply("ReduceSum", [x[0], Numbers([.. Enumerable.Range(0, RankOf(node, 0) - node.Shape.Rank).Select(axis => (long)axis)])], DropAxes),

        // Products, lookups, shapes.
        MatMul { TransposeFirst: true } => Apply("MatMul", Apply("Transpose", AsMatrix(x[0], node.Inputs[0])), AsMatrix(x[1], node.Inputs[1])),
        MatMul { TransposeSecond: true } => Apply("MatMul", x[0], Apply("Transpose", x[1])),
        MatMul => Apply("MatMul", x),
        GatherRows => RowsOf(x[1], x[0], node.Inputs[1].Shape[0]),
        JoinAxis join => Apply("Concat", x, Integer("axis", join.Axis)),
        OneHot => graph.OneHot(Apply("Unsqueeze", x[0], Numbers(-1)), node.Shape.Last),
        RepeatAxis repeat => Repeat(Apply("Unsqueeze", x[0], Numbers(repeat.Axis)), repeat.Axis, node.Shape),
        RepeatLast when RankOf(node, 0) == node.Shape.Rank => Repeat(x[0], node.Shape.Rank - 1, node.Shape),
        RepeatLast => Repeat(Apply("Unsqueeze", x[0], Numbers(-1)), node.Shape.Rank - 1, node.Shape),
        // A size of 0 is that of the same axis before: the batch.
        Core.Reshape => Apply("Reshape", x[0], Numbers([.. node.Shape.Select(size => size == Shape.Batch ? 0L : size)])),
        SliceAxis slice => Apply("Slice", x[0], Numbers(slice.Start), Numbers(slice.Start + node.Shape[slice.Axis]), Numbers(slice.Axis)),
        _ => null,
    };

    private static OnnxAttribute Integer(string name, long value) => new OnnxAttribute.Integer(name, value);

    private static OnnxAttribute Integers(string name, params long[] values) => new OnnxAttribute.Integers(name, values);

    private static OnnxAttribute Real(string name, float value) => new OnnxAttribute.Real(name, value);

    private static int RankOf(Node node, int input) => node.Inputs[input].Shape.Rank;

    private string Apply(string operation, params string[] inputs) => graph.Apply(operation, inputs);

    private string Apply(string operation, string[] inputs, params OnnxAttribute[] attributes) => graph.Apply(operation, inputs, attributes);

    private string Number(float value) => graph.Number(value);

    private string Numbers(params long[] values) => graph.Integers(values);

    private string Times(string x, string y) => Apply("Mul", x, y);

    private string Times(string x, float factor) => factor == 1 ? x : Apply("Mul", x, Number(factor));

    private string Plus(string x, float number) => number == 0 ? x : Apply("Add", x, Number(number));

    private string Squared(string x) => Apply("Mul", x, x);

    private string AsNumber(string x) => graph.AsNumber(x);

    private string AsMatrix(string x, Node node) => Apply("Reshape", x, Numbers(-1, node.Shape.Last));

    // Expand leaves an axis as it is where it is told 1.
    private string Repeat(string x, int axis, Shape shape) =>
        Apply("Expand", x, Numbers([.. Enumerable.Range(0, shape.Rank).Select(i => i == axis ? (long)shape[axis] : 1)]));

    // A number that names no row gives NaN; Gather alone would fail, or count from the end where it is negative.
    private string RowsOf(string table, string numbers, int count)
    {
        string row = Apply("Floor", numbers), nearest = Apply("Clip", row, Number(0), Number(count - 1));
        string rows = Apply("Gather", [table, Apply("Cast", [nearest], Integer("to", (long)OnnxType.Int64))], Integer("axis", 0));
        return Apply("Where", Apply("Unsqueeze", Apply("Equal", row, nearest), Numbers(-1)), rows, Number(float.NaN));
    }

    // With z in falling order, the positive results are those at which 1 + j · z exceeds the sum of the first j.
    private string SparsemaxOf(string x, int size)
    {
        string z = Apply("Sub", x, Apply("ReduceMax", [x], Integers("axes", -1), KeepAxes));
        string falling = Apply("TopK", [z, Numbers(size)], LastAxis);
        graph.DropSecond();
        string sums = Apply("CumSum", falling, graph.Integer(-1));
        string isPositive = AsNumber(Apply("Greater", Plus(Times(graph.Count(1, size), falling), 1), sums));
        string total = Apply("ReduceSum", [Times(isPositive, falling), Numbers(-1)], KeepAxes);
        string threshold = Apply("Div", Plus(total, -1), Apply("ReduceSum", [isPositive, Numbers(-1)], KeepAxes));
        return Apply("Relu", Apply("Sub", z, threshold));
    }
}
