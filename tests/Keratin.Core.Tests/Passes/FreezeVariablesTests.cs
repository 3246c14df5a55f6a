namespace Keratin.Core.Tests;

public sealed class FreezeVariablesTests
{
    private readonly Variable _w = new("w", [2, 1]);

    [Fact]
    public void A_frozen_graph_keeps_the_values_of_its_time()
    {
        _w.Values.Fill(1);
        Node x = new(new Placeholder("x", [Shape.Batch, 2]));
        var graph = new Graph([new Node(new MatMul(), x, _w.Read)], []);
        Graph frozen = new FreezeVariables().Run(graph);
        GraphVerifier.Verify(frozen);
        _w.Values.Fill(10);

        Assert.Equal(7, Product(frozen, x));
        Assert.Equal(70, Product(graph, x));
    }

    [Fact]
    public void Graphs_frozen_by_one_pass_share_its_copies()
    {
        var pass = new FreezeVariables();
        _w.Values.Fill(1);
        Variable first = Frozen(pass);
        _w.Values.Fill(2);

        Assert.Same(first, Frozen(pass));
        Assert.NotSame(first, Frozen(new FreezeVariables()));
        Assert.Equal([1, 1], first.Values.ToArray());
    }

    [Fact]
    public void A_copy_has_the_name_and_the_type_of_the_variable()
    {
        var counter = new Variable("iteration", Shape.Scalar, ElementType.Int64);
        counter.Counter = long.MaxValue;
        Variable copy = counter.Copy();
        counter.Counter = 0;
        Assert.Equal(("iteration", ElementType.Int64, long.MaxValue), (copy.Name, copy.Type, copy.Counter));
    }

    private Variable Frozen(FreezeVariables pass) =>
        ((VariableRead)pass.Run(new Graph([new Node(new Relu(), _w.Read)], [])).Outputs[0].Inputs[0].Operation).Variable;

    private static float Product(Graph graph, Node x)
    {
        var plan = new Plan(graph, 1, CpuBackend.Instance);
        plan.Feed(x).LoadRow([3, 4]);
        plan.Run(1, null);
        return plan.Value(graph.Outputs[0], 1)[0];
    }
}
