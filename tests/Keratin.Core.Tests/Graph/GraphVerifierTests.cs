using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

/// <summary>Each rule of a legal graph, broken once.</summary>
public sealed class GraphVerifierTests
{
    private readonly Variable _counter = new("counter", Shape.Scalar, ElementType.Int64);
    private readonly Variable _total = new("total", Shape.Scalar, ElementType.Float64);
    private readonly Node _x = new(new Placeholder("x", [Shape.Batch, 2]));

    [Fact]
    public void A_legal_graph_passes()
    {
        Node loss = new(new Mean(), _x);
        GraphVerifier.Verify(new Graph([loss], [new Node(new Increment(), _counter.Read), new Node(new Accumulate(), _total.Read, _x)], loss));
    }

    [Fact]
    public void An_effect_that_is_not_listed_is_refused()
    {
        Node effect = new(new Increment(), _counter.Read);
        AssertBroken(new Graph([effect], []), "Increment() : it writes variables but is not listed as an effect");
    }

    [Fact]
    public void A_listed_effect_that_writes_nothing_is_refused() =>
        AssertBroken(new Graph([], [new Node(new Relu(), _x)]), "Relu(None, 2): it is listed as an effect but writes nothing");

    [Fact]
    public void Using_an_effect_as_a_value_is_refused()
    {
        Node effect = new(new Increment(), _counter.Read);
        AssertBroken(new Graph([new Node(new Relu(), effect)], [effect]), "its input 0 is an effect, which has no value");
    }

    [Fact]
    public void Two_writers_of_one_variable_are_refused() =>
        AssertBroken(new Graph([], [new Node(new Increment(), _counter.Read), new Node(new Increment(), _counter.Read)]), "it writes \"counter\", which Increment() writes too");

    [Fact]
    public void Writing_something_that_is_no_variable_is_refused()
    {
        Node rate = new Variable("rate", Shape.Scalar).Read, weight = new(new Placeholder("w", [2]));
        Node update = new(new Update<DescentRule>(default), weight, rate, _counter.Read, new Node(new Placeholder("g", [2])));
        AssertBroken(new Graph([], [update]), "it writes its input 0, which is not a variable");
    }

    [Fact]
    public void A_guard_of_many_numbers_is_refused() => AssertBroken(new Graph([_x], [], _x), "the guard must be a single number");

    [Fact]
    public void A_shape_that_does_not_follow_is_refused()
    {
        var moody = new Moody();
        Node node = new(moody, _x);
        moody.Columns = 3;
        AssertBroken(new Graph([node], []), "its shape does not follow from its inputs");
    }

    private static void AssertBroken(Graph graph, string why)
    {
        string message = Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(graph)).Message;
        Assert.Contains(why.Replace(" :", ":", StringComparison.Ordinal), message);
    }

    private sealed class Moody : Operation
    {
        public int Columns { get; set; } = 2;

        public override Shape InferShape(ReadOnlySpan<Node> inputs) => [Shape.Batch, Columns];

        public override void Lower(Node node, ILowering lowering) => lowering.Unary(node, default(Relu.Function));
    }
}
