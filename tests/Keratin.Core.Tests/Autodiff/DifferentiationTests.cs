using Keratin.Core;

namespace Keratin.Core.Tests;

public sealed class DifferentiationTests
{
    private readonly Variable _w = new("weight", [3]);

    [Fact]
    public void What_flows_along_several_paths_is_added()
    {
        float[] values = [1, -2, 3];
        values.CopyTo(_w.Values);
        Node cube = new(new Multiply(), new Node(new Square(), _w.Read), _w.Read);
        Assert.Equal([1, 4, 9], Gradient(new Node(new Mean(), cube)));
    }

    [Fact]
    public void A_loss_that_is_the_weight_itself_has_the_gradient_one()
    {
        var w = new Variable("weight", Shape.Scalar);
        var executor = new ReferenceExecutor(new Graph(Differentiation.Gradients(w.Read, [w]), []));
        Node gradient = Differentiation.Gradients(w.Read, [w])[0];
        Assert.Equal(1, Assert.IsType<Literal>(gradient.Operation).Value);
        executor.Run(0, new Dictionary<Node, double[]>());
    }

    [Fact]
    public void A_weight_that_the_loss_does_not_see_is_named()
    {
        Node loss = new(new Mean(), new Variable("other", [3]).Read);
        string message = Assert.Throws<InvalidOperationException>(() => Differentiation.Gradients(loss, [_w])).Message;
        Assert.Equal("The loss does not depend on the weight \"weight\", so it cannot be trained.", message);
    }

    [Fact]
    public void An_operation_without_gradient_between_loss_and_weight_is_named()
    {
        Node slope = new(new Relu.Derivative(), new Node(new Placeholder("x", [3])), _w.Read);
        string message = Assert.Throws<InvalidOperationException>(() => Differentiation.Gradients(new Node(new Mean(), slope), [_w])).Message;
        Assert.StartsWith("ReluGradient has no gradient", message);
    }

    [Fact]
    public void Nothing_is_computed_for_inputs_that_no_weight_reaches()
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 3]));
        Node loss = new(new Mean(), new Node(new Multiply(), new Node(new WithoutGradient(), x), _w.Read));
        Assert.Single(Differentiation.Gradients(loss, [_w]));
    }

    private double[] Gradient(Node loss)
    {
        Node[] gradients = Differentiation.Gradients(loss, [_w]);
        var executor = new ReferenceExecutor(new Graph(gradients, []));
        executor.Run(0, new Dictionary<Node, double[]>());
        return executor.Value(gradients[0]).ToArray();
    }

    // Has no gradient rule, which is no mistake where only data flow through it.
    private sealed class WithoutGradient : Operation
    {
        public override Shape InferShape(ReadOnlySpan<Node> inputs) => inputs[0].Shape;

        public override void Lower(Node node, ILowering lowering) => lowering.Unary(node, default(Sign.Function));
    }
}
