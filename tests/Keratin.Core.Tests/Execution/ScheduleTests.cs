using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

/// <summary>Every read sees the value from before the step, and nothing is written before the loss is known to be finite.</summary>
public sealed class ScheduleTests
{
    private readonly Variable _a = Filled("a", 1);
    private readonly Variable _b = Filled("b", 2);
    private readonly Variable _rate = new("rate", Shape.Scalar);
    private readonly Variable _iteration = new("iteration", Shape.Scalar, ElementType.Int64);

    [Fact]
    public void Two_variables_can_be_exchanged()
    {
        Run(new Graph([], [Assign(_a, new Node(new Scale(1), _b.Read)), Assign(_b, new Node(new Scale(1), _a.Read))]));
        Assert.Equal([2, 2, 2], _a.Values.ToArray());
        Assert.Equal([1, 1, 1], _b.Values.ToArray());
    }

    [Fact]
    public void An_effect_that_reads_what_another_writes_comes_first()
    {
        Node tripled = new(new Scale(3), _b.Read);
        foreach (Node[] effects in (Node[][])[[Assign(_b, tripled), Assign(_a, _b.Read)], [Assign(_a, _b.Read), Assign(_b, tripled)]])
        {
            _a.Values.Fill(1);
            _b.Values.Fill(2);
            Run(new Graph([], effects));
            Assert.Equal([2, 2, 2], _a.Values.ToArray());
            Assert.Equal([6, 6, 6], _b.Values.ToArray());
        }
    }

    [Fact]
    public void Effects_that_wait_for_each_other_are_refused()
    {
        var graph = new Graph([], [Assign(_a, _b.Read), Assign(_b, _a.Read)]);
        string message = Assert.Throws<InvalidOperationException>(() => new Plan(graph, 1, CpuBackend.Instance)).Message;
        Assert.StartsWith("These effects wait for each other", message);
        Assert.Contains("Update<AssignRule>(3,), Update<AssignRule>(3,)", message);
    }

    [Fact]
    public void What_reads_a_variable_through_a_view_reads_it_before_the_step()
    {
        Node x = new(new Placeholder("x", [3])), seen = new(new Square(), new Node(new Reshape([3, 1]), _b.Read));
        // All that the effect needs comes before the view is read.
        Node[] early = [x, new(new Scale(1), _rate.Read), new(new DropoutMask(0.5f, 1, [1]), _iteration.Read)];
        var plan = new Plan(new Graph([.. early, seen], [Assign(_b, x)]), 1, CpuBackend.Instance);
        plan.Value(x, 1).Fill(9);
        Assert.True(plan.Run(1, null));
        Assert.Equal([4, 4, 4], plan.Value(seen, 1).ToArray());
        Assert.Equal([9, 9, 9], _b.Values.ToArray());
    }

    [Fact]
    public void A_counter_and_a_total_are_read_before_they_move()
    {
        Node mask = new(new DropoutMask(0.5f, 3, [64]), _iteration.Read);
        var total = new Variable("total", Shape.Scalar, ElementType.Float64);
        var plan = new Plan(new Graph([mask], [new Node(new Increment(), _iteration.Read), new Node(new Accumulate(), total.Read, mask)]), 1, CpuBackend.Instance);
        double sum = 0;
        for (long step = 0; step < 5; step++)
        {
            Assert.True(plan.Run(1, null));
            for (int i = 0; i < 64; i++)
            {
                bool kept = RandomBits.Uniform(RandomBits.Key(3, (ulong)step), (uint)i) >= 0.5;
                Assert.Equal(kept ? 2 : 0, plan.Value(mask, 1)[i]);
                sum += plan.Value(mask, 1)[i];
            }
            Assert.Equal(step + 1, _iteration.Counter);
            Assert.Equal(sum, total.Total);
        }
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void A_loss_that_is_not_finite_leaves_every_variable_as_it_was(float poison)
    {
        foreach (bool fuse in (bool[])[false, true])
        {
            var settings = new NetworkSettings([6, 5, 3], "tanh", "moments", Classes: false, Dropout: 0.1f);
            var network = new Network(settings, 4, false);
            var plan = new Plan(fuse ? Fusion.Run(network.Graph) : network.Graph, 8, CpuBackend.Instance);
            MadeData.Dense(1, 8, 6).Values.CopyTo(plan.Value(network.X, 8));
            MadeData.Dense(2, 8, 3).Values.CopyTo(plan.Value(network.Truth, 8));
            Assert.True(plan.Run(8, null));
            ulong before = network.Hash();
            plan.Value(network.Truth, 8)[20] = poison;
            Assert.False(plan.Run(8, null));
            Assert.Equal(before, network.Hash());
            plan.Value(network.Truth, 8)[20] = 0;
            Assert.True(plan.Run(8, null));
            Assert.NotEqual(before, network.Hash());
        }
    }

    private static Variable Filled(string name, float value)
    {
        var variable = new Variable(name, [3]);
        variable.Values.Fill(value);
        return variable;
    }

    private Node Assign(Variable variable, Node value) => new(new Update<AssignRule>(default), variable.Read, _rate.Read, _iteration.Read, value);

    private static void Run(Graph graph)
    {
        GraphVerifier.Verify(graph);
        Assert.True(new Plan(graph, 1, CpuBackend.Instance).Run(1, null));
    }
}
