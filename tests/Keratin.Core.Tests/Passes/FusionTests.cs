using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

/// <summary>Where each pass finds its pattern, and where it leaves the graph alone.</summary>
public sealed class FusionTests
{
    private readonly Node _x = new(new Placeholder("x", [Shape.Batch, 4]));
    private readonly Node _w = new Variable("w", [4, 3]).Read;
    private readonly Node _bias = new Variable("bias", [3]).Read;
    private readonly Node _rate = new Variable("rate", Shape.Scalar).Read;
    private readonly Node _iteration = new Variable("iteration", Shape.Scalar, ElementType.Int64).Read;

    [Fact]
    public void A_product_a_bias_and_an_activation_become_one_node()
    {
        Assert.Equal(["MatMul+Bias"], Fused(Sum()));
        Assert.Equal(["MatMul+Bias+Tanh"], Fused(new Node(new Tanh(), Sum())));
    }

    [Fact]
    public void What_is_used_twice_is_not_fused_away()
    {
        Node product = new(new MatMul(), _x, _w);
        Assert.Equal(["MatMul", "Add", "Relu"], Fused(new Node(new Relu(), new Node(new Add(), product, _bias)), product));
        Node sum = Sum();
        Assert.Equal(["MatMul+Bias", "Relu"], Fused(new Node(new Relu(), sum), sum));
    }

    [Fact]
    public void Only_a_bias_of_the_products_width_is_a_bias()
    {
        Assert.Equal(["MatMul", "Add"], Fused(new Node(new Add(), new Node(new MatMul(), _x, _w), _rate)));
        Assert.Equal(["MatMul", "Add"], Fused(new Node(new Add(), _bias, new Node(new MatMul(), _x, _w))));
        Node product = new(new MatMul(), _x, _w);
        Assert.Equal(["MatMul", "Add"], Fused(new Node(new Add(), product, product)));
    }

    [Fact]
    public void A_derivative_behind_an_input_gradient_is_applied_as_it_comes_out()
    {
        Node g = new(new Placeholder("g", [Shape.Batch, 3])), y = new(new Placeholder("y", [Shape.Batch, 4]));
        Node flow = new(new MatMul(transposeSecond: true), g, _w);
        Assert.Equal(["MatMul·ᵀ+ReluGradient"], Fused(new Node(new Relu.Derivative(), flow, y)));
        Assert.Equal(["MatMul·ᵀ", "ReluGradient"], Fused(new Node(new Relu.Derivative(), flow, y), flow));
        Assert.Equal(["MatMul·ᵀ", "Multiply"], Fused(new Node(new Multiply(), flow, flow)));
        Assert.Equal(["MatMul·ᵀ", "Multiply"], Fused(new Node(new Multiply(), flow, _rate)));
        Assert.Equal(["MatMul·ᵀ", "ReluGradient"], Fused(new Node(new Relu.Derivative(), y, flow)));
    }

    [Fact]
    public void A_gradient_that_only_the_update_uses_is_consumed_as_it_comes_out()
    {
        Node g = new(new Placeholder("g", [Shape.Batch, 3]));
        Node gradient = new(new MatMul(transposeFirst: true), _x, g), biasGradient = new(new SumRows([3]), g);
        Node[] effects = [new(new Update<DescentRule>(default), _w, _rate, _iteration, gradient), new(new Update<DescentRule>(default), _bias, _rate, _iteration, biasGradient)];
        Assert.Equal(["MatMulᵀ·+Update<DescentRule>", "SumRows+Update<DescentRule>"], Names(Run(new Graph([], effects))));
        Assert.Equal(["MatMulᵀ·", "SumRows+Update<DescentRule>", "Update<DescentRule>"], Names(Run(new Graph([gradient], effects))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_slope_of_a_penalty_is_added_as_the_gradient_comes_out()
    {
        Node g = new(new Placeholder("g", [Shape.Batch, 3])), slope = new(new PenaltySlope(0.1f, 0.2f), _w);
        Node gradient = new(new MatMul(transposeFirst: true), _x, g);
        Assert.Equal(["MatMulᵀ·+AddPenaltySlope[0.1, 0.2]"], Fused(new Node(new Add(), gradient, slope)));
        Assert.Equal(["MatMulᵀ·+AddPenaltySlope[0.1, 0.2]"], Fused(new Node(new Add(), slope, gradient)));
        Assert.Equal(["PenaltySlope[0.1, 0.2]", "MatMulᵀ·+Add"], Fused(new Node(new Add(), gradient, slope), slope).Order(StringComparer.Ordinal).Reverse());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void A_penalized_weight_trains_the_same_bits_fused_and_not(int columns, bool isSparse)
    {
        float[] Trained(bool fuse)
        {
            NDArray rows = MadeData.Sparse(3, 40, 70, 0.2);
            Node x = new(new Placeholder("x", [Shape.Batch, 70], isSparse));
            var weight = new Variable("w", [70, columns]);
            for (int i = 0; i < weight.Values.Length; i++) weight.Values[i] = MathF.Sin(i);
            Node loss = new(new Add(), new Node(new Mean(), new Node(new Square(), new Node(new MatMul(), x, weight.Read))), new Node(new Penalty(0.01f, 0.02f), weight.Read));
            var rate = new Variable("rate", Shape.Scalar);
            rate.Values[0] = 0.1f;
            Node update = new(new Update<DescentRule>(default), weight.Read, rate.Read, _iteration, Differentiation.Gradients(loss, [weight])[0]);
            var graph = new Graph([], [update], loss);
            var plan = new Plan(fuse ? Fusion.Run(graph, verify: true) : graph, 40, CpuBackend.Instance);
            RowFeed feed = plan.Feed(x);
            feed.Bind(isSparse ? rows : rows.ToDense());
            for (int step = 0; step < 5; step++)
            {
                feed.Load([.. Enumerable.Range(0, 40)]);
                Assert.True(plan.Run(40, team: null));
            }
            return weight.Values.ToArray();
        }
        Assert.Equal(Trained(fuse: false), Trained(fuse: true));
    }

    [Fact]
    public void What_stands_around_a_rule_is_fused_with_it_but_a_norm_needs_the_gradient_first()
    {
        Node g = new(new Placeholder("g", [Shape.Batch, 3])), gradient = new(new MatMul(transposeFirst: true), _x, g);
        var clipped = new Update<DescentRule>(default, new UpdateOptions { ClipValue = 0.5, WeightDecay = 0.01 });
        Assert.Equal(["MatMulᵀ·+Update<DescentRule>[clip 0.5, decay 0.01]"], Names(Run(new Graph([], [new(clipped, _w, _rate, _iteration, gradient)]))));
        Node average = new Variable("average", [4, 3]).Read, collected = new Variable("collected", [4, 3]).Read;
        var kept = new Update<DescentRule>(default, new UpdateOptions { AverageMomentum = 0.9, AccumulationSteps = 2 });
        Assert.Equal(["MatMulᵀ·+Update<DescentRule>[collect 2, average 0.9]"], Names(Run(new Graph([], [new(kept, _w, average, collected, _rate, _iteration, gradient)]))));
        var scaled = new Update<DescentRule>(default, new UpdateOptions { ClipNorm = 2 });
        Assert.Equal(["MatMulᵀ·", "Norm", "Update<DescentRule>[clip 2]"], Names(Run(new Graph([], [new(scaled, _w, _rate, _iteration, new Node(new Norm(), gradient), gradient)]))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_graph_without_patterns_stays_the_same_nodes()
    {
        Node y = new(new Tanh(), new Node(new Multiply(), _x, _x));
        Graph fused = Run(new Graph([y], []));
        Assert.Same(y, fused.Outputs[0]);
    }

    [Fact]
    public void A_dense_layer_trains_in_few_steps()
    {
        var network = new Network(new NetworkSettings([13, 64, 64, 1], "relu", "scaled", Classes: false, Dropout: 0), 1, false);
        var plan = new Plan(Fusion.Run(network.Graph, verify: true), 1, CpuBackend.Instance);
        var unfused = new Plan(network.Graph, 1, CpuBackend.Instance);
        Assert.Equal(21, plan.Steps.Count);
        Assert.True(unfused.Steps.Count > 1.5 * plan.Steps.Count);
    }

    private Node Sum() => new(new Add(), new Node(new MatMul(), _x, _w), _bias);

    private static Graph Run(Graph graph)
    {
        GraphVerifier.Verify(graph);
        return Fusion.Run(graph, verify: true);
    }

    private static IEnumerable<string> Fused(params Node[] outputs) => Names(Run(new Graph(outputs, [])));

    private static IEnumerable<string> Names(Graph graph) =>
        graph.Sorted().Where(node => !node.Inputs.IsEmpty).Select(node => node.Operation.Name);
}
