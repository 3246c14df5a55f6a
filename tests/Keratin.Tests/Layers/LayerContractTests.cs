using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What every layer promises. A layer without a sample here fails the suite.</summary>
public sealed class LayerContractTests
{
    private static readonly Dictionary<Type, (Func<Layer> Make, int[] PerRow)> Samples = new()
    {
        [typeof(Activation)] = (() => new Activation("tanh"), [3, 4]),
        [typeof(Dense)] = (() => new Dense(5, activation: "sigmoid", biasInitializer: "glorot_uniform"), [3, 4]),
        [typeof(Dropout)] = (() => new Dropout(0.3), [6]),
        [typeof(Flatten)] = (() => new Flatten(), [3, 4]),
        [typeof(Sequential)] = (() => new Sequential([new Dense(4), new Dense(2, "tanh")], seed: 1), [3, 4]),
        [typeof(Input)] = (() => new Input(3, 4), [3, 4]),
    };

    public static TheoryData<Type> Layers => [.. typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void It_keeps_the_batch_axis_first_and_takes_any_number_of_rows(Type type)
    {
        (Layer layer, Node x, Node y) = Apply(type, training: true);
        Assert.True(layer.Built);
        Assert.Equal(x.Shape, layer.InputShape);
        Assert.True(y.Shape.HasBatch);
        foreach (int rows in (int[])[0, 1, 3]) Assert.Equal(y.Shape.Elements(rows), Reference.Run(y, rows, (x, Data(x, rows))).Length);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Two_layers_of_the_same_seed_and_place_are_equal(Type type)
    {
        (_, Node x1, Node y1) = Apply(type, training: true);
        (_, Node x2, Node y2) = Apply(type, training: true);
        Assert.Equal(Reference.Run(y1, 3, (x1, Data(x1, 3))), Reference.Run(y2, 3, (x2, Data(x2, 3))));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_gradients_of_its_weights_agree_with_finite_differences(Type type)
    {
        (Layer layer, Node x, Node y) = Apply(type, training: true);
        var loss = new Node(new Mean(), new Node(new Square(), y));
        Node[] gradients = Differentiation.Gradients(loss, layer.TrainableWeights);
        var executor = new ReferenceExecutor(new Graph([loss, .. gradients], []));
        var inputs = new Dictionary<Node, double[]> { [x] = Data(x, 3) };
        executor.Run(3, inputs);
        double[][] symbolic = [.. gradients.Select(gradient => executor.Value(gradient).ToArray())];
        for (int w = 0; w < gradients.Length; w++)
        {
            double[] values = executor.State[layer.TrainableWeights[w]];
            for (int i = 0; i < values.Length; i++)
            {
                double value = values[i];
                values[i] = value + 1e-5;
                executor.Run(3, inputs);
                double above = executor.Value(loss)[0];
                values[i] = value - 1e-5;
                executor.Run(3, inputs);
                values[i] = value;
                Assert.Equal((above - executor.Value(loss)[0]) / 2e-5, symbolic[w][i], 1e-7);
            }
        }
    }

    private static (Layer Layer, Node X, Node Y) Apply(Type type, bool training)
    {
        Assert.True(Samples.TryGetValue(type, out (Func<Layer> Make, int[] PerRow) sample), $"Add a sample of {type.Name} to {nameof(LayerContractTests)}.");
        Layer layer = sample.Make();
        Node x = Reference.Input(sample.PerRow);
        return (layer, x, layer.Apply(x, Reference.Context(training)));
    }

    private static double[] Data(Node x, int rows) => [.. Enumerable.Range(0, (int)x.Shape.Elements(rows)).Select(i => Math.Sin(i + 1))];
}
