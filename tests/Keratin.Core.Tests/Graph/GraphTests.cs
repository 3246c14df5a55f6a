using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

public sealed class GraphTests
{
    [Fact]
    public void A_printed_graph_reads_from_top_to_bottom()
    {
        var network = new Network(new NetworkSettings([2, 3, 1], "relu", "scaled", Classes: false, Dropout: 0), 1, false);
        Assert.Equal("""
            %0 = x(None, 2)
            %3 = MatMul+Bias+Relu(None, 3) of %0, dense_1/kernel, dense_1/bias
            %6 = MatMul+Bias(None, 1) of %3, dense_2/kernel, dense_2/bias
            %7 = truth(None, 1)
            %8 = Subtract(None, 1) of %6, %7
            %9 = Square(None, 1) of %8
            %10 = MeanLast(None,) of %9
            %11 = Mean() of %10
            """.ReplaceLineEndings("\n"), string.Join('\n', GraphPrinter.Print(Fusion.Run(network.Graph)).Split('\n')[..8]));
    }

    [Fact]
    public void What_is_written_is_marked_and_guard_and_outputs_are_named()
    {
        Node x = new(new Placeholder("x", [Shape.Batch]));
        Node loss = new(new Mean(), x);
        var total = new Variable("total", Shape.Scalar, ElementType.Float64);
        Assert.Equal("%0 = x(None,)\n%1 = Mean() of %0\n%3 = Accumulate() of total!, %0\nguard %1\noutput %1\noutput %0\n",
            GraphPrinter.Print(new Graph([loss, x], [new Node(new Accumulate(), total.Read, x)], loss)));
    }

    [Fact]
    public void Of_an_update_the_weight_and_its_slots_are_written()
    {
        Node gradient = new(new Placeholder("g", [3]));
        var update = new Node(new Update<ScaledRule>(default), new Variable("w", [3]).Read, new Variable("slot", [3]).Read,
            new Variable("rate", Shape.Scalar).Read, new Variable("i", Shape.Scalar, ElementType.Int64).Read, gradient);
        Assert.Contains(" of w!, slot!, rate, i, %0\n", GraphPrinter.Print(new Graph([gradient], [update])), StringComparison.Ordinal);
        var twice = new Node(new Update<DescentRule>(default), ((VariableRead)update.Inputs[1].Operation).Variable.Read, update.Inputs[2], update.Inputs[3], gradient);
        Assert.Contains("it writes \"slot\"", Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(new Graph([gradient], [update, twice]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_deep_graph_is_sorted_without_overflowing_the_stack()
    {
        Node node = new(new Placeholder("x", [Shape.Batch]));
        for (int i = 0; i < 200_000; i++) node = new Node(new Relu(), node);
        Assert.Equal(200_001, new Graph([node], []).Sorted().Count);
    }

    [Fact]
    public void Every_node_comes_once_and_after_its_inputs()
    {
        Node x = new(new Placeholder("x", [Shape.Batch])), square = new(new Square(), x), sum = new(new Add(), square, square);
        Assert.Equal([x, square, sum], new Graph([sum, square, x], []).Sorted());
    }
}
