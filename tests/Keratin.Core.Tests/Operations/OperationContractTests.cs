using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>What every operation promises, checked on its samples.</summary>
public sealed class OperationContractTests
{
    public static TheoryData<string> Samples => [.. OperationSamples.All.Select(sample => sample.Name)];

    [Fact]
    public void Every_operation_has_a_sample()
    {
        var sampled = OperationSamples.All.Select(sample => Definition(sample.Make(Shape.Batch, 5).Operation.GetType())).ToHashSet();
        IEnumerable<Type> missing = typeof(Operation).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Operation)) && !type.IsAbstract && !sampled.Contains(type));
        Assert.Empty(missing);

        static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    [Theory, MemberData(nameof(Samples))]
    public void Kernels_equal_the_reference_at_every_length_and_write_nothing_else(string name)
    {
        OperationSample sample = OperationSamples.Named(name);
        for (int length = sample.Loop == Loop.Last ? sample.LeastLast : 0; length <= 256; length++)
        {
            var graph = new SampleGraph(sample, length);
            double[] expected = graph.Reference();
            AssertNear(sample, length, expected, new SampleGraph(sample, length).Kernels(float.NaN, spareRows: length % 3));
            AssertNear(sample, length, expected, new SampleGraph(sample, length).Kernels(3e38f, spareRows: 0));
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void The_shape_rule_gives_the_size_that_the_reference_fills(string name)
    {
        OperationSample sample = OperationSamples.Named(name);
        var graph = new SampleGraph(sample, 5);
        if (graph.Node.IsEffect) return;
        Assert.Equal(graph.Node.Shape.Elements(sample.At(5).Rows), graph.Reference().Length);
        Assert.Equal(graph.Node.Shape, graph.Node.Operation.InferShape(graph.Node.Inputs));
    }

    [Theory, MemberData(nameof(Samples))]
    public void One_input_too_many_or_too_few_is_an_argument_error(string name)
    {
        Node node = new SampleGraph(OperationSamples.Named(name), 5).Node;
        if (node.Inputs.IsEmpty) return;
        Node[] inputs = node.Inputs.ToArray();
        string message = Assert.Throws<ArgumentException>(() => new Node(node.Operation, [.. inputs, inputs[0]])).Message;
        Assert.Contains($"but got {inputs.Length + 1}", message);
        Assert.Throws<ArgumentException>(() => new Node(node.Operation, inputs[1..]));
    }

    private static void AssertNear(OperationSample sample, int length, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double x = expected[i], y = actual[i];
            if (double.IsNaN(x) ? double.IsNaN(y) : Math.Abs(x - y) <= sample.Tolerance * Math.Max(1, Math.Abs(x))) continue;
            Assert.Fail($"{sample}, length {length}: element {i} is {y:R} but should be {x:R} (a difference of {Math.Abs(x - y):E1}).");
        }
    }
}
