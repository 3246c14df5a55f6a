using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What layers that merge promise: Keras's values, shapes and words, and gradients for all that goes in.</summary>
public sealed class MergingLayerTests
{
    private static readonly double[] A = [1, -2, 3, 4, 5, -6], B = [2, 2, -1, 4, 0, 1];

    public static TheoryData<Type> Layers => MergingLayerSamples.Layers;

    private static double[] Merged(MergingLayer layer, int[] a, int[] b)
    {
        Node x = Reference.Input(a), y = Reference.Input(b);
        int rows = A.Length / x.Shape.RowSize;
        return Reference.Run(layer.Apply([x, y], Reference.Context())[0], rows, (x, A), (y, B[..(rows * y.Shape.RowSize)]));
    }

    [Fact]
    public void They_compute_what_Keras_computes()
    {
        Assert.Equal([3, 0, 2, 8, 5, -5], Merged(new Add(), [3], [3]));
        Assert.Equal([-1, -4, 4, 0, 5, -7], Merged(new Subtract(), [3], [3]));
        Assert.Equal([2, -4, -3, 16, 0, -6], Merged(new Multiply(), [3], [3]));
        Assert.Equal([1.5, 0, 1, 4, 2.5, -2.5], Merged(new Average(), [3], [3]));
        Assert.Equal([2, 2, 3, 4, 5, 1], Merged(new Maximum(), [3], [3]));
        Assert.Equal([1, -2, -1, 4, 0, -6], Merged(new Minimum(), [3], [3]));
        Assert.Equal([1, -2, 3, 2, 2, -1, 4, 5, -6, 4, 0, 1], Merged(new Concatenate(), [3], [3]));
        Assert.Equal([-5, 10], Merged(new Dot(1), [3], [3]));
        Reference.Close([-5 / Math.Sqrt(14 * 9)], [Merged(new Dot(1, normalize: true), [3], [3])[0]], 1e-7);
        // One row of two axes: every pair of rows, [s, t].
        Assert.Equal([-5, 7, 24, 10], Merged(new Dot(2), [2, 3], [2, 3]).Select(value => Math.Round(value, 6)));
        Assert.Equal([3, 0, 5, 6, 7, -4], Merged(new Add(), [3], [1]));
    }

    [Fact]
    public void Sizes_of_one_and_missing_axes_are_repeated_as_in_Keras()
    {
        Assert.Equal([3, 0, 2, 6, 7, -7], Merged(new Add(), [2, 3], [3]));
        Assert.Equal([Shape.Batch, 4, 3], new Add().Call(new Input(4, 3), new Input(3)).Shape);
        Assert.Equal([Shape.Batch, 4, 3], new Multiply().Call(new Input(1, 3), new Input(4, 1)).Shape);
        Assert.Equal([Shape.Batch, 2, 4], new Dot(2).Call(new Input(2, 3), new Input(4, 3)).Shape);
        Assert.Equal([Shape.Batch, 2, 4], new Dot([2, 1]).Call(new Input(2, 3), new Input(3, 4)).Shape);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_agree_with_finite_differences(Type type)
    {
        foreach ((Func<MergingLayer> make, int[][] perRow) in MergingLayerSamples.Of(type))
        {
            Variable[] factors = [.. perRow.Select((shape, i) => new Variable($"factors{i}", shape))];
            Node[] inputs = [.. perRow.Select(shape => Reference.Input(shape))];
            for (int i = 0; i < factors.Length; i++)
                for (int j = 0; j < factors[i].Values.Length; j++) factors[i].Values[j] = 1 + 0.1f * i + 0.07f * j;
            Node y = make().Apply([.. inputs.Zip(factors, (x, factor) => x * factor.Read)], Reference.Context())[0];
            var loss = new Node(new Mean(), new Node(new Exp(), y * 0.5f));
            Node[] gradients = Differentiation.Gradients(loss, factors);
            var executor = new ReferenceExecutor(new Graph([loss, .. gradients], []));
            Dictionary<Node, double[]> data = inputs.Select((x, i) => (x, i)).ToDictionary(one => one.x, one => Enumerable.Range(0, 2 * one.x.Shape.RowSize).Select(j => Math.Sin(3 * j + 7 * one.i + 1)).ToArray());
            executor.Run(2, data);
            double[][] symbolic = [.. gradients.Select(gradient => executor.Value(gradient).ToArray())];
            for (int f = 0; f < factors.Length; f++)
            {
                double[] state = executor.State[factors[f]];
                for (int i = 0; i < state.Length; i++)
                {
                    double value = state[i];
                    Assert.Equal((At(value + 1e-5) - At(value - 1e-5)) / 2e-5, symbolic[f][i], 1e-7);
                    state[i] = value;

                    double At(double changed)
                    {
                        state[i] = changed;
                        executor.Run(2, data);
                        return executor.Value(loss)[0];
                    }
                }
            }
        }
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused_as_the_layer_is_called()
    {
        KerasTensor three = new Input(3), four = new Input(4), matrix = new Input(2, 3);
        Says("Add \"sum\" cannot merge the shapes (None, 3) and (None, 4): they must be equal, or have the size 1 where they differ.", () => new Add("sum").Call(three, four));
        Says("Concatenate \"concatenate\" joins along axis 2, so all other sizes must be equal, but got the shapes (None, 2, 3) and (None, 3, 3).", () => new Concatenate().Call(matrix, new Input(3, 3)));
        Says("Concatenate \"concatenate\" joins along axis 2, which values of shape (None, 3) do not have behind the batch", () => new Concatenate(2).Call(three, three));
        Says("Concatenate cannot join along axis 0, the batch", () => new Concatenate(0));
        Says("Subtract \"subtract\" takes two values, of which it subtracts the second from the first, but was called with 3.", () => new Subtract().Call(three, three, three));
        Says("Dot \"dot\" takes two values but was called with 1.", () => new Dot(1).Call(three));
        Says("Dot \"dot\" sums along axis 1 of (None, 3) and axis 1 of (None, 4), which must have the same size but have 3 and 4.", () => new Dot(1).Call(three, four));
        Says("Dot \"dot\" sums along axis 2, which a value of shape (None, 3) does not have behind the batch.", () => new Dot(2).Call(three, three));
        Says("Dot \"dot\" takes two values of two or of three axes each but got the shapes (None, 2, 3) and (None, 3)", () => new Dot(-1).Call(matrix, three));
        Says("Dot \"dot\" cannot sum along axis 1 of the first value and axis 2 of the second: exchange the two", () => new Dot([1, 2]).Call(matrix, new Input(4, 2)));
        Says("Dot needs an axis of each of its two values, not the batch, but axes was [1].", () => new Dot([1]));
        Says("Dense \"dense\" takes one value but was called with 2: merge them first, for example with new Concatenate().Call(…).", () => new Dense(1).Call(three, four));
        Says("Add \"add\" was called with nothing: give it the values to merge.", () => new Add().Call());

        static void Says(string words, Action call) => Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_of_ones_own_merges_too()
    {
        Input a = new(2), b = new(2);
        var model = new Model(inputs: [a, b], outputs: [new Largest().Call(a, b)]);
        Assert.Equal([3f, 4f], model.Predict([new float[,] { { 1, 4 } }, new float[,] { { 3, 2 } }])[0].ToArray());
    }

    private sealed class Largest : MergingLayer
    {
        protected override Node Call(IReadOnlyList<Node> inputs, LayerContext context) => new(new Core.Maximum(), inputs[0], inputs[1]);
    }
}
