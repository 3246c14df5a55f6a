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
