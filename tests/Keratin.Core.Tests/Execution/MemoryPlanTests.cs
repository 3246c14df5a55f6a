using CsCheck;
using Keratin.Core;

namespace Keratin.Core.Tests;

public sealed class MemoryPlanTests
{
    // A random graph: each node takes earlier ones; widths differ, so that slots do.
    private static readonly Gen<(Graph Graph, int Rows)> s_graphs =
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 20], Gen.ULong).Select((nodes, rows, seed) => (Build(nodes, seed), rows));

    [Fact]
    public void Values_that_live_at_the_same_time_never_overlap() => s_graphs.Sample(x =>
    {
        List<Node> order = new Schedule(x.Graph).Order;
        var memory = new MemoryPlan(x.Graph, order, x.Rows);
        var live = new List<(long Start, long End, int From, int To)>();
        foreach (Node node in order)
        {
            if (!memory.TryGetOffset(node, out long offset)) continue;
            long end = offset + node.Shape.Elements(x.Rows) * sizeof(float);
            Assert.Equal(0, offset % 64);
            Assert.True(end <= memory.Bytes);
            bool isFed = node.Operation is Literal;
            bool isKept = isFed || x.Graph.Outputs.Any(output => MemoryPlan.Owner(output) == node);
            live.Add((offset, end, isFed ? -1 : order.IndexOf(node), isKept ? int.MaxValue : order.FindLastIndex(user => user.Inputs.ToArray().Any(input => MemoryPlan.Owner(input) == node))));
        }
        for (int i = 0; i < live.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool sameTime = live[i].From <= live[j].To && live[j].From <= live[i].To;
                Assert.False(sameTime && live[i].Start < live[j].End && live[j].Start < live[i].End, "Two live values overlap.");
            }
        }
    }, iter: 500);

    [Fact]
    public void Random_graphs_compute_what_the_reference_computes_whatever_lay_in_memory() => s_graphs.Sample(x =>
    {
        var plan = new Plan(x.Graph, x.Rows, CpuBackend.Instance);
        plan.Poison();
        var data = new Dictionary<Node, double[]>();
        foreach (Node node in x.Graph.Sorted())
        {
            if (node.Operation is not Placeholder) continue;
            Span<float> values = plan.Value(node, x.Rows);
            for (int i = 0; i < values.Length; i++) values[i] = (float)RandomBits.Uniform(1, (uint)i);
            data[node] = Array.ConvertAll(values.ToArray(), value => (double)value);
        }
        Assert.True(plan.Run(x.Rows, null));
        var reference = new ReferenceExecutor(x.Graph);
        reference.Run(x.Rows, data);
        foreach (Node output in x.Graph.Outputs)
        {
            double[] expected = reference.Value(output).ToArray();
            float[] actual = plan.Value(output, x.Rows).ToArray();
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4 * Math.Max(1, Math.Abs(expected[i])));
        }
    }, iter: 300);

    [Fact]
    public void A_chain_takes_two_slots_beside_its_input()
    {
        Node node = new(new Placeholder("x", [Shape.Batch, 16]));
        for (int i = 0; i < 10; i++) node = new Node(new Tanh(), node);
        Assert.Equal(2 * 8 * 16 * sizeof(float), new Plan(new Graph([node], []), 8, CpuBackend.Instance).ArenaBytes);
    }

    [Fact]
    public unsafe void A_view_shares_the_memory_of_what_it_shows()
    {
        Node x = new(new Placeholder("x", [Shape.Batch, 6])), y = new(new Square(), x), view = new(new Reshape([Shape.Batch, 2, 3]), y);
        var plan = new Plan(new Graph([view], []), 4, CpuBackend.Instance);
        Assert.True(plan.Pointer(y) == plan.Pointer(view));
        Assert.Single(plan.Steps);
    }

    [Fact]
    public void An_output_survives_all_later_values()
    {
        Node x = new(new Placeholder("x", [Shape.Batch])), first = new(new Square(), x), node = first;
        for (int i = 0; i < 20; i++) node = new Node(new Tanh(), new Node(new Add(), node, x));
        var plan = new Plan(new Graph([node, first], []), 2, CpuBackend.Instance);
        plan.Value(x, 2)[0] = 3;
        plan.Value(x, 2)[1] = -4;
        Assert.True(plan.Run(2, null));
        Assert.Equal([9, 16], plan.Value(first, 2).ToArray());
        Assert.Equal([3, -4], plan.Value(x, 2).ToArray());
    }

    private static Graph Build(int count, ulong seed)
    {
        uint at = 0;
        int Pick(int limit) => (int)(RandomBits.Uniform(seed, at++) * limit);
        var nodes = new List<Node> { new(new Placeholder("x", [Shape.Batch, 4])), new(new Literal(0.5f)) };
        for (int i = 0; i < count; i++)
        {
            Node x = nodes[Pick(nodes.Count)], same = nodes.Where(node => node.Shape == x.Shape).ElementAt(Pick(nodes.Count(node => node.Shape == x.Shape)));
            nodes.Add(Pick(7) switch
            {
                0 => new Node(new Add(), x, same),
                1 => new Node(new Multiply(), x, nodes[1]),
                2 when x.Shape.Rank == 2 => new Node(new Reshape([Shape.Batch, 1, x.Shape.Last]), x),
                3 when x.Shape.Rank == 2 => new Node(new SumLast(), x),
                4 when x.Shape.Rank == 1 => new Node(new RepeatLast(1 + Pick(40)), x),
                5 => new Node(new Sigmoid(), x),
                _ => new Node(new Tanh(), x),
            });
        }
        Node[] outputs = [nodes[^1], nodes[Pick(nodes.Count)], nodes[Pick(nodes.Count)]];
        return new Graph(outputs, []);
    }
}
