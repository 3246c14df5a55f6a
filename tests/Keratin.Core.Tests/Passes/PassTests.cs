namespace Keratin.Core.Tests;

/// <summary>What every pass does, whatever it looks for.</summary>
public sealed class PassTests
{
    private readonly Node _x = new(new Placeholder("x", [Shape.Batch])), _y = new(new Placeholder("y", [Shape.Batch]));

    [Fact]
    public void A_node_becomes_another_wherever_it_is_used_and_nothing_else_changes()
    {
        Node square = new(new Square(), _x), other = new(new Relu(), _y);
        Graph changed = new ReplaceNode(_x, _y).Run(new Graph([square, other], [], new Node(new Mean(), _x)));
        Assert.Equal([_y], changed.Outputs[0].Inputs.ToArray());
        Assert.Same(other, changed.Outputs[1]);
        Assert.Equal([_y], changed.Guard!.Inputs.ToArray());
    }

    [Fact]
    public void A_guard_stays_a_guard_and_a_graph_without_one_has_none()
    {
        Node mean = new(new Mean(), _x);
        Assert.Same(mean, new ReplaceNode(_y, _x).Run(new Graph([_x], [], mean)).Guard);
        Assert.Null(new ReplaceNode(_y, _x).Run(new Graph([_x], [])).Guard);
    }

    [Fact]
    public void A_pass_forgets_the_graph_before()
    {
        var pass = new ReplaceUsedOnce(_x, _y);
        Node relu = new(new Relu(), _x);
        Assert.Equal([_y], pass.Run(new Graph([relu], [])).Outputs[0].Inputs.ToArray());
        // Used twice in this graph, and once in the one before.
        Assert.Equal([_x, _x], pass.Run(new Graph([new Node(new Add(), _x, _x)], [])).Outputs[0].Inputs.ToArray());
        Assert.Equal([_y], pass.Run(new Graph([relu], [])).Outputs[0].Inputs.ToArray());
    }

    [Fact]
    public void What_the_guard_or_an_output_is_too_is_used_twice()
    {
        Node mean = new(new Mean(), _x), square = new(new Square(), mean), zero = new(new Placeholder("zero", Shape.Scalar));
        var pass = new ReplaceUsedOnce(mean, zero);
        Assert.Equal([zero], pass.Run(new Graph([square], [])).Outputs[0].Inputs.ToArray());
        Assert.Equal([mean], pass.Run(new Graph([square], [], mean)).Outputs[0].Inputs.ToArray());
        Assert.Equal([mean], pass.Run(new Graph([square, mean], [])).Outputs[0].Inputs.ToArray());
    }

    [Fact]
    public void A_very_deep_graph_is_rewritten_without_overflowing_the_stack()
    {
        Node node = _x;
        for (int i = 0; i < 200_000; i++) node = new Node(new Relu(), node);
        Graph changed = new ReplaceNode(_x, _y).Run(new Graph([node], []));
        Assert.Same(_y, changed.Sorted()[0]);
    }

    [Fact]
    public void Illegal_graphs_are_noticed_where_they_are_looked_for()
    {
        var wrong = new Graph([_x], [], _x);
        Assert.Throws<InvalidOperationException>(() => Fusion.Run(wrong, verify: true));
        Fusion.Run(wrong);
        Assert.Throws<ArgumentNullException>(() => new ReplaceNode(_x, _y).Run(null!));
    }

    private sealed class ReplaceUsedOnce(Node node, Node replacement) : Pass
    {
        protected override Node? Match(Node candidate) => candidate == node && IsUsedOnce(node) ? replacement : null;
    }
}
