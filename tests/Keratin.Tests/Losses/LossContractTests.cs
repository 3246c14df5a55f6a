using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What every loss promises, checked on its samples.</summary>
public sealed class LossContractTests
{
    public static TheoryData<string> Samples => [.. LossSamples.All.Select(sample => sample.Name)];

    public static MatrixTheoryData<string, bool> WeightedSamples => new(LossSamples.All.Select(sample => sample.Name), [false, true]);

    [Fact]
    public void Every_loss_has_a_sample()
    {
        HashSet<Type> sampled = [.. LossSamples.All.Select(sample => sample.Loss.GetType())];
        Assert.DoesNotContain(typeof(Loss).Assembly.GetTypes(), type => type.IsAssignableTo(typeof(Loss)) && !type.IsAbstract && !sampled.Contains(type));
    }

    [Theory, MemberData(nameof(Samples))]
    public void The_loss_of_each_row_is_its_formula(string name)
    {
        LossSample sample = LossSamples.Named(name);
        (double[][] truth, double[][] predictions) = sample.Rows(17, seed: 1);
        (Node t, Node p) = Inputs(sample);
        double[] loss = Reference.Run(sample.Loss.Call(t, p), 17, (t, Flat(truth)), (p, Flat(predictions)));
        Reference.Close(sample.Formula(truth, predictions), loss, 1e-6);
    }

    [Theory, MemberData(nameof(Samples))]
    public void Kernels_give_the_loss_of_the_reference_for_any_number_of_rows(string name)
    {
        LossSample sample = LossSamples.Named(name);
        (Node t, Node p) = Inputs(sample);
        Node loss = sample.Loss.Call(t, p);
        var plan = new Plan(new Graph([loss], []), 40, CpuBackend.Instance);
        foreach (int rows in (int[])[1, 2, 15, 16, 17, 40])
        {
            (double[][] truth, double[][] predictions) = sample.Rows(rows, seed: rows);
            plan.Poison();
            Floats(truth).CopyTo(plan.Value(t, rows));
            Floats(predictions).CopyTo(plan.Value(p, rows));
            Assert.True(plan.Run(rows, null));
            Reference.Close(Reference.Run(loss, rows, (t, Flat(truth)), (p, Flat(predictions))),
                Array.ConvertAll(plan.Value(loss, rows).ToArray(), x => (double)x), 5e-6);
        }
    }

    [Theory, MemberData(nameof(WeightedSamples))]
    public void The_gradient_is_what_differences_give(string name, bool weighted)
    {
        const int rows = 5;
        const double step = 1e-6;
        LossSample sample = LossSamples.Named(name);
        (double[][] truth, double[][] predictions) = sample.Rows(rows, seed: 3);
        (Node t, Node p) = Inputs(sample);
        // The outputs are the given ones and a variable, so that there is something to differentiate by.
        var shift = new Variable("shift", [rows, sample.Outputs]);
        Node identity = Reference.Input(rows), weights = Reference.Input();
        Node loss = sample.Loss.OfBatch(t, p + new Node(new MatMul(), identity, shift.Read), weighted ? weights : null).Loss;
        Node gradient = Differentiation.Gradients(loss, [shift])[0];
        var data = new Dictionary<Node, double[]> { [t] = Flat(truth), [p] = Flat(predictions), [identity] = [.. Enumerable.Range(0, rows * rows).Select(i => i % (rows + 1) == 0 ? 1.0 : 0)], [weights] = [1, 0.5, 3, 0, 2] };
        var executor = new ReferenceExecutor(new Graph([loss, gradient], []));
        executor.Run(rows, data);
        double[] actual = executor.Value(gradient).ToArray();
        double[] state = executor.State[shift];
        for (int i = 0; i < state.Length; i++)
        {
            double expected = (At(i, step) - At(i, -step)) / (2 * step);
            Assert.True(Math.Abs(actual[i] - expected) <= 1e-5 * Math.Max(1, Math.Abs(expected)), $"{sample}: the gradient by output {i} is {actual[i]:R}, but differences give {expected:R}.");
        }

        double At(int place, double by)
        {
            state[place] = by;
            executor.Run(rows, data);
            state[place] = 0;
            return executor.Value(loss)[0];
        }
    }

    [Theory, MemberData(nameof(WeightedSamples))]
    public void Fusion_changes_no_bit_of_the_gradient(string name, bool weighted)
    {
        const int rows = 19;
        LossSample sample = LossSamples.Named(name);
        (double[][] truth, double[][] predictions) = sample.Rows(rows, seed: 5);
        (Node t, Node x) = Inputs(sample);
        Variable kernel = new("kernel", [sample.Outputs, sample.Outputs]), bias = new("bias", [sample.Outputs]);
        for (int i = 0; i < sample.Outputs; i++) kernel.Values[i * sample.Outputs + i] = 0.9f;
        Node output = new Node(new MatMul(), x, kernel.Read) + bias.Read;
        Node weights = Reference.Input(), loss = sample.Loss.OfBatch(t, output, weighted ? weights : null).Loss;
        Node[] values = [loss, .. Differentiation.Gradients(loss, [kernel, bias])];
        var graph = new Graph(values, [], guard: loss);
        Assert.Equal(Run(graph), Run(Fusion.Run(graph, verify: true)));

        float[] Run(Graph graph)
        {
            var plan = new Plan(graph, rows, CpuBackend.Instance);
            plan.Poison();
            Floats(truth).CopyTo(plan.Value(t, rows));
            Floats(predictions).CopyTo(plan.Value(x, rows));
            if (weighted) Enumerable.Range(0, rows).Select(row => row % 3 * 0.7f).ToArray().CopyTo(plan.Value(weights, rows));
            Assert.True(plan.Run(rows, null));
            return [.. graph.Outputs.SelectMany(value => plan.Value(value, rows).ToArray())];
        }
    }

    private static (Node Truth, Node Predictions) Inputs(LossSample sample)
    {
        (double[][] truth, _) = sample.Rows(1, seed: 0);
        bool labels = truth[0].Length < sample.Outputs;
        return (labels ? Reference.Input() : Reference.Input(sample.Outputs), Reference.Input(sample.Outputs));
    }

    private static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];

    private static float[] Floats(double[][] rows) => [.. Flat(rows).Select(value => (float)value)];
}
