using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>A sample's operation applied to inputs with values: by the processor's kernels, and by the reference.</summary>
internal sealed class SampleGraph
{
    private const int Slack = 64;

    private readonly Dictionary<Node, float[]> _data = [];
    private readonly List<Variable> _variables = [];
    private readonly OperationSample _sample;
    private readonly int _rows;
    private readonly Graph _graph;

    public SampleGraph(OperationSample sample, int length)
    {
        _sample = sample;
        (_rows, int last) = sample.At(length);
        (Operation operation, Operand[] operands) = sample.Make(Shape.Batch, last);
        var inputs = new Node[operands.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = Feed(operands[i], i, length);
        Node = operation is VariableRead read ? read.Variable.Read : new Node(operation, inputs);
        if (operation is Placeholder) _data[Node] = new Operand(Node.Shape).Values(5, _rows);
        _graph = Node.IsEffect ? new Graph([], [Node]) : new Graph([Node], []);
    }

    public Node Node { get; }

    /// <summary>What the reference computes: the value, or the written variables.</summary>
    public double[] Reference()
    {
        var reference = new ReferenceExecutor(_graph);
        reference.Run(_rows, _data.ToDictionary(pair => pair.Key, pair => Array.ConvertAll(pair.Value, x => (double)x)));
        return Node.IsEffect ? [.. _variables.SelectMany(variable => reference.State[variable])] : reference.Value(Node).ToArray();
    }

    /// <summary>What the kernels compute, in memory that was full of a value before the inputs were written.</summary>
    /// <param name="garbage">NaN, or something larger than all data.</param>
    /// <param name="spareRows">How many more rows the plan could take.</param>
    public double[] Kernels(float garbage, int spareRows)
    {
        GraphVerifier.Verify(_graph);
        int maxRows = _rows + spareRows;
        var plan = new Plan(_graph, maxRows, CpuBackend.Instance);
        List<Node> owned = [.. _data.Keys];
        if (!Node.IsEffect && Node.Operation is not (VariableRead or Placeholder or Literal)) owned.Add(Node);
        foreach (Node node in owned) Memory(plan, node, maxRows)[..^Slack].Fill(garbage);
        foreach ((Node node, float[] values) in _data) values.CopyTo(plan.Value(node, _rows));
        float[][] before = [.. owned.Select(node => Memory(plan, node, maxRows).ToArray())];

        Assert.True(plan.Run(_rows, null));

        for (int n = 0; n < owned.Count; n++)
        {
            Span<float> after = Memory(plan, owned[n], maxRows);
            int mayChange = owned[n] == MemoryPlan.Owner(Node) && !_data.ContainsKey(owned[n]) ? ((int)Node.Shape.Elements(_rows) + 15) / 16 * 16 : 0;
            for (int i = mayChange; i < after.Length; i++)
            {
                if (BitConverter.SingleToInt32Bits(after[i]) != BitConverter.SingleToInt32Bits(before[n][i]))
                    Assert.Fail($"{_sample} wrote {after[i]} outside its value, at float {i} of {owned[n]}.");
            }
        }
        if (!Node.IsEffect) return Array.ConvertAll(plan.Value(Node, _rows).ToArray(), x => (double)x);
        return [.. _variables.SelectMany(variable => variable.Type switch
        {
            ElementType.Float32 => Array.ConvertAll(variable.Values.ToArray(), x => (double)x),
            ElementType.Float64 => variable.Totals.ToArray(),
            _ => [variable.Counter],
        })];
    }

    // What a value takes, in whole vectors, and the slack behind it.
    private static unsafe Span<float> Memory(Plan plan, Node node, int maxRows) =>
        new(plan.Pointer(node), (int)AlignedMemory.RoundUp(node.Shape.Elements(maxRows) * sizeof(float)) / sizeof(float) + Slack);

    private Node Feed(Operand operand, int number, int length)
    {
        float[] values = operand.Values(RandomBits.Key(11, (ulong)number, (ulong)length), _rows);
        if (operand.VariableOf is not { } type)
        {
            var input = new Node(new Placeholder($"x{number}", operand.Shape));
            _data[input] = values;
            return input;
        }
        var variable = new Variable($"v{number}", operand.Shape, type);
        _variables.Add(variable);
        if (type == ElementType.Float32) values.CopyTo(variable.Values);
        else if (type == ElementType.Float64) Array.ConvertAll(values, x => (double)x).CopyTo(variable.Totals);
        else variable.Counter = (long)values[0];
        return variable.Read;
    }
}
