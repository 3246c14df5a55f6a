using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>A sample's operation applied to inputs with values: by the processor's kernels, and by the reference.</summary>
internal sealed class SampleGraph
{
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

    /// <summary>What the kernels compute, in an arena that was full of a value before the inputs were written.</summary>
    /// <param name="garbage">NaN, or something larger than all data.</param>
    /// <param name="spareRows">How many more rows the plan could take.</param>
    public unsafe double[] Kernels(float garbage, int spareRows)
    {
        GraphVerifier.Verify(_graph);
        var plan = new Plan(_graph, _rows + spareRows, CpuBackend.Instance);
        plan.Poison();
        List<Node> owned = [.. _data.Keys];
        if (!Node.IsEffect && Node.Operation is not VariableRead) owned.Add(Node);
        float* arena = null;
        foreach (Node node in owned)
            if (arena == null || plan.Pointer(node) < arena) arena = plan.Pointer(node);
        int size = (int)(plan.ArenaBytes / sizeof(float)), slack = 64;
        var memory = new Span<float>(arena, arena == null ? 0 : size + slack);
        foreach (ref float value in memory[..Math.Min(size, memory.Length)])
            if (float.IsNaN(value)) value = garbage;
        foreach ((Node node, float[] values) in _data) values.CopyTo(plan.Value(node, _rows));
        float[] before = memory.ToArray();

        Assert.True(plan.Run(_rows, null));

        bool[] mayChange = new bool[memory.Length];
        if (!Node.IsEffect && owned.Contains(Node))
        {
            int start = (int)(plan.Pointer(Node) - arena), length = (int)Node.Shape.Elements(_rows);
            mayChange.AsSpan(start, (length + 15) / 16 * 16).Fill(true);
        }
        for (int i = 0; i < memory.Length; i++)
        {
            if (!mayChange[i] && BitConverter.SingleToInt32Bits(memory[i]) != BitConverter.SingleToInt32Bits(before[i]))
                Assert.Fail($"{_sample} wrote {memory[i]} outside its value, at float {i} of {size}.");
        }
        if (!Node.IsEffect) return Array.ConvertAll(plan.Value(Node, _rows).ToArray(), x => (double)x);
        return [.. _variables.SelectMany(variable => variable.Type switch
        {
            ElementType.Float32 => Array.ConvertAll(variable.Values.ToArray(), x => (double)x),
            ElementType.Float64 => variable.Totals.ToArray(),
            _ => [variable.Counter],
        })];
    }

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
