using Keratin.Core;

namespace Keratin.Tests;

/// <summary>Activations of numbers so large that their powers and squares are not numbers any more.</summary>
public sealed class ActivationEdgeTests
{
    // By their definition these two grow beyond all numbers; all others are bounded or as large as what goes in.
    private static readonly string[] s_unbounded = ["exponential", "squareplus"];

    public static TheoryData<string> Bounded => [.. Activations.Known.Names.Except(s_unbounded)];

    [Theory, MemberData(nameof(Bounded))]
    public void Outputs_and_gradients_are_numbers_for_inputs_of_any_size(string name)
    {
        float[] inputs = [0, -0f, 1e-30f, 1, -1, 20, -20, 88, -88, 104, -104, 1e4f, -1e4f, 1e19f, -1e19f, 1e30f, -1e30f, 1e38f, -1e38f, 2];
        Node one = Reference.Input(1);
        var values = new Variable("values", [1, inputs.Length]);
        inputs.CopyTo(values.Values);
        Node y = ((ActivationFunction)name).Apply(new Node(new MatMul(), one, values.Read));
        Node total = new(new Sum(), y * 1e-3f);
        var graph = new Graph([y, Differentiation.Gradients(total, [values])[0]], []);
        foreach (Graph same in (Graph[])[graph, Fusion.Run(graph, verify: true)])
            foreach (float[] results in Reference.Kernels(same, 1, (one, [1])))
                for (int i = 0; i < results.Length; i++) Assert.True(float.IsFinite(results[i]), $"{name} of {inputs[i]:R} gives {results[i]}.");
    }

    [Theory, InlineData(1), InlineData(40_000)]
    public void Softmax_of_far_apart_logits_sums_to_one_in_any_batch(int rows)
    {
        var model = new Sequential(new Activation("softmax"));
        float[] row = [1e30f, -1e30f, 3e38f, -3e38f, 0];
        NDArray x = new([.. Enumerable.Range(0, rows).SelectMany(_ => row)], [rows, 5]);
        float[] y = model.Predict(x).ToArray();
        for (int i = 0; i < y.Length; i++) Assert.Equal(i % 5 == 2 ? 1 : 0, y[i]);
    }
}
