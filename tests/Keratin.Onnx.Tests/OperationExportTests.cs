using Keratin.Core;
using Keratin.Core.Tests;

namespace Keratin.Tests;

/// <summary>Every operation has standard operators, or is one that only training uses: a new one fails here until it is told.</summary>
public sealed class OperationExportTests
{
    // Losses and penalties, random numbers, gradients, updates. (What an operation's own file declares inside is its derivative.)
    private static readonly HashSet<Type> OnlyInTraining =
    [
        typeof(HuberPenalty), typeof(LogHyperbolicCosine), typeof(SigmoidCrossEntropy), typeof(SoftmaxCrossEntropy), typeof(Penalty),
        typeof(DropoutMask), typeof(UniformNoise), typeof(LogComplement), typeof(NormalQuantile),
        typeof(PenaltySlope), typeof(AddPenaltySlope), typeof(ScatterRows), typeof(RepeatRows), typeof(Fill), typeof(Spread),
        typeof(Accumulate), typeof(AccumulateAt), typeof(Assign), typeof(Increment), typeof(Update<>),
    ];

    public static TheoryData<string> Samples => [.. OperationSamples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_operation_computes_in_a_file_what_it_does_here_or_is_refused_by_name(string name)
    {
        OperationSample sample = OperationSamples.Named(name);
        (int rows, int last) = sample.At(5);
        (Operation operation, Operand[] operands) = sample.Make(Shape.Batch, last);
        Node[] x = [.. operands.Select((operand, i) => Feed(operand, i, rows))];
        Node node = operation is VariableRead read ? read.Variable.Read : new Node(operation, x);
        (string Name, Node Node)[] inputs = [.. x.Append(node).Where(input => input.Operation is Placeholder).Select((input, i) => ($"x{i}", input))];
        if (IsOnlyInTraining(operation.GetType()))
        {
            string message = Assert.Throws<NotSupportedException>(() => OnnxExport.Write("graph", [], inputs, [("y", node)], [])).Message;
            Assert.StartsWith($"graph computes {operation.Name}, for which Export has no standard ONNX operators", message);
            return;
        }

        using var bytes = new MemoryStream();
        OnnxExport.Write("graph", [], inputs, [("y", node)], []).ToMessage().WriteTo(bytes);
        using var file = new OnnxFile(bytes.ToArray());
        var plan = new Plan(new Graph([node], []), rows, CpuBackend.Instance);
        foreach ((_, Node input) in inputs) Values(input, rows).CopyTo(plan.Value(input, rows));
        Assert.True(plan.Run(rows, team: null));
        NDArray y = file.Run([.. inputs.Select(input => (input.Name, new NDArray(Values(input.Node, rows), Sized(input.Node.Shape, rows))))]);
        Assert.Equal(Sized(node.Shape, rows), y.Shape);
        OnnxFile.MustAgree(plan.Value(node, rows), y.AsSpan(), Math.Max(1e-5, sample.Tolerance));

        // What has the batch comes from outside, the rest are weights.
        Node Feed(Operand operand, int number, int rows)
        {
            float[] values = operand.Values(RandomBits.Key(11, (ulong)number), rows);
            if (operand.Shape.HasBatch) return Placed(new Node(new Placeholder($"x{number}", operand.Shape)), values);
            var variable = new Variable($"v{number}", operand.Shape, operand.VariableOf ?? ElementType.Float32);
            if (variable.Type == ElementType.Float32) values.CopyTo(variable.Values);
            return variable.Read;
        }
    }

    private readonly Dictionary<Node, float[]> _values = [];

    private Node Placed(Node node, float[] values)
    {
        _values.Add(node, values);
        return node;
    }

    private float[] Values(Node node, int rows) => _values.TryGetValue(node, out float[]? values) ? values : new Operand(node.Shape).Values(5, rows);

    private static Shape Sized(Shape shape, int rows) => shape.HasBatch ? shape.WithRows(rows) : shape;

    private static bool IsOnlyInTraining(Type type) => type.IsNested || OnlyInTraining.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
}
