using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What every layer promises. A layer without a sample here fails the suite.</summary>
public sealed class LayerContractTests
{
    private static readonly Dictionary<Type, (Func<Layer> Make, int[] PerRow)> Samples = new()
    {
        [typeof(ActivityRegularization)] = (() => new ActivityRegularization(l1: 0.1), [3, 4]),
        [typeof(AlphaDropout)] = (() => new AlphaDropout(0.3), [6]),
        [typeof(GaussianDropout)] = (() => new GaussianDropout(0.3), [6]),
        [typeof(GaussianNoise)] = (() => new GaussianNoise(0.5), [6]),
        [typeof(ELU)] = (() => new ELU(), [3, 4]),
        [typeof(LeakyReLU)] = (() => new LeakyReLU(), [3, 4]),
        [typeof(PReLU)] = (() => new PReLU("glorot_uniform"), [3, 4]),
        [typeof(ReLU)] = (() => new ReLU(maxValue: 2), [3, 4]),
        [typeof(Reshape)] = (() => new Reshape([2, -1]), [3, 4]),
        [typeof(Rescaling)] = (() => new Rescaling(2, 1), [3, 4]),
        [typeof(Softmax)] = (() => new Softmax(), [3, 4]),
        [typeof(Activation)] = (() => new Activation("tanh"), [3, 4]),
        [typeof(BatchNormalization)] = (() => new BatchNormalization(), [3, 4]),
        [typeof(Embedding)] = (() => new Embedding(4, 5), [3]),
        [typeof(Dense)] = (() => new Dense(5, activation: "sigmoid", biasInitializer: "glorot_uniform"), [3, 4]),
        [typeof(Dropout)] = (() => new Dropout(0.3), [6]),
        [typeof(Flatten)] = (() => new Flatten(), [3, 4]),
        [typeof(Normalization)] = (() => new Normalization(new float[] { 1, -1, 0, 2 }, new float[] { 2, 0.5f, 1, 3 }), [3, 4]),
        [typeof(Sequential)] = (() => new Sequential([new Dense(4), new Dense(2, "tanh")], seed: 1), [3, 4]),
        [typeof(Model)] = (() => Branches(), [3, 4]),
        [typeof(GlobalAveragePooling1D)] = (() => new GlobalAveragePooling1D(), [3, 4]),
        [typeof(LayerNormalization)] = (() => new LayerNormalization(), [3, 4]),
        [typeof(Input)] = (() => new Input(3, 4), [3, 4]),
    };

    public static TheoryData<Type> Layers => ExportedTypes.Of<Layer>(without: typeof(MergingLayer));

    private static Model Branches()
    {
        var x = new Input(3, 4);
        return new Model(x, new Multiply().Call(new Dense(2).Call(x), new Dense(2, "tanh").Call(x)), seed: 1);
    }

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
        var inputs = new Dictionary<Node, double[]> { [x] = Data(x, 3, type) };
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

    [Theory]
    [MemberData(nameof(Layers))]
    public void Fused_and_unfused_kernels_give_the_same_bits_which_are_the_references_in_a_whole_step(Type type)
    {
        (Layer layer, Node x, Node y) = Apply(type, training: true);
        // Factors in front of the layer, whose gradients are those of its input.
        var factors = new Variable("factors", x.Shape[1..]);
        factors.Values.Fill(1);
        (_, Node input, Node output) = Apply(type, training: true, raw => raw * factors.Read, layer);
        Variable[] weights = [.. layer.TrainableWeights, .. type == typeof(Embedding) ? [] : (Variable[])[factors]];
        var loss = new Node(new Mean(), new Node(new Square(), output));
        Node[] gradients = Differentiation.Gradients(loss, weights);
        Assert.Equal(y.Shape, output.Shape);
        Reference.Agrees(new Graph([loss, output, .. gradients], [], guard: loss), 5, (input, Data(input, 5, type)));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Fused_and_unfused_kernels_give_the_same_bits_which_are_the_references_in_a_prediction(Type type)
    {
        (Layer layer, Node x, _) = Apply(type, training: false);
        // Statistics and factors that are no longer 0 and 1.
        foreach (Variable weight in layer.Weights)
            for (int i = 0; i < weight.Values.Length; i++) weight.Values[i] += 0.125f * (i + 1);
        (_, Node input, Node output) = Apply(type, training: false, layer: layer);
        Assert.Equal(x.Shape, input.Shape);
        Reference.Agrees(new Graph([output], []), 5, (input, Data(input, 5, type)));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_gradients_of_its_input_agree_with_finite_differences(Type type)
    {
        // The numbers that an embedding looks up have no gradient.
        if (type == typeof(Embedding)) return;
        (_, int[] perRow) = Samples.SampleOf(type, nameof(LayerContractTests));
        var values = new Variable("values", Shape.Create(perRow));
        for (int i = 0; i < values.Values.Length; i++) values.Values[i] = 1 + 0.1f * i;
        (_, Node x, Node y) = Apply(type, training: true, raw => raw * values.Read);
        // Powers that differ, or the sum of what is normalized would not change at all.
        var loss = new Node(new Mean(), new Node(new Exp(), y) * y);
        Node gradient = Differentiation.Gradients(loss, [values])[0];
        var executor = new ReferenceExecutor(new Graph([loss, gradient], []));
        var inputs = new Dictionary<Node, double[]> { [x] = Data(x, 3) };
        executor.Run(3, inputs);
        double[] symbolic = executor.Value(gradient).ToArray(), state = executor.State[values];
        for (int i = 0; i < state.Length; i++)
        {
            double value = state[i];
            Assert.Equal((At(value + 1e-5) - At(value - 1e-5)) / 2e-5, symbolic[i], 1e-7);
            state[i] = value;

            double At(double changed)
            {
                state[i] = changed;
                executor.Run(3, inputs);
                return executor.Value(loss)[0];
            }
        }
    }

    private static (Layer Layer, Node X, Node Y) Apply(Type type, bool training, Func<Node, Node>? before = null, Layer? layer = null)
    {
        (Func<Layer> Make, int[] PerRow) sample = Samples.SampleOf(type, nameof(LayerContractTests));
        layer ??= sample.Make();
        Node x = Reference.Input(sample.PerRow);
        return (layer, x, layer.Apply(before is null ? x : before(x), Reference.Context(training)));
    }

    private static double[] Data(Node x, int rows, Type? type = null)
    {
        double[] numbers = [.. Enumerable.Range(0, (int)x.Shape.Elements(rows)).Select(i => Math.Sin(i + 1))];
        return type == typeof(Embedding) ? Array.ConvertAll(numbers, number => Math.Floor(4 * Math.Abs(number))) : numbers;
    }
}
