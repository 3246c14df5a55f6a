using Keratin.Core;

namespace Keratin.Tests;

/// <summary>Short ways to make inputs and to run small graphs on the reference executor.</summary>
internal static class Reference
{
    public static Node Input(params ReadOnlySpan<int> perRow) => new(new Placeholder("x", Shape.Create(perRow).Prepend(Shape.Batch)));

    public static double[] Run(Node node, int rows, params (Node Input, double[] Data)[] inputs)
    {
        var executor = new ReferenceExecutor(new Graph([node], []));
        executor.Run(rows, inputs.ToDictionary(input => input.Input, input => input.Data));
        return executor.Value(node).ToArray();
    }

    /// <summary>The outputs of a graph by the processor's kernels, from memory that holds NaN at first.</summary>
    public static float[][] Kernels(Graph graph, int rows, params (Node Input, double[] Data)[] inputs)
    {
        var plan = new Plan(graph, rows, CpuBackend.Instance);
        plan.Poison();
        foreach ((Node input, double[] data) in inputs) Array.ConvertAll(data, value => (float)value).CopyTo(plan.Value(input, rows));
        Assert.True(plan.Run(rows, team: null));
        return [.. graph.Outputs.Select(value => plan.Value(value, rows).ToArray())];
    }

    /// <summary>Asserts that kernels give the same bits fused and unfused, which are those of the reference.</summary>
    public static void Agrees(Graph graph, int rows, params (Node Input, double[] Data)[] inputs)
    {
        GraphVerifier.Verify(graph);
        var reference = new ReferenceExecutor(graph);
        reference.Run(rows, inputs.ToDictionary(input => input.Input, input => input.Data));
        float[][] plain = Kernels(graph, rows, inputs), quick = Kernels(Fusion.Run(graph, verify: true), rows, inputs);
        Assert.Equal(plain, quick);
        for (int i = 0; i < plain.Length; i++) Close(reference.Value(graph.Outputs[i]), Array.ConvertAll(plain[i], value => (double)value), 1e-5);
    }

    public static LayerContext Context(bool training = false, ulong seed = 1, int layerIndex = 0) =>
        new(training, seed, layerIndex, new Variable("iteration", Shape.Scalar, ElementType.Int64));

    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"At {i}: expected {expected[i]:R} but got {actual[i]:R}.");
        }
    }
}
