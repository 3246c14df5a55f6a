namespace Keratin.Tests;

/// <summary>Every layer is exported. A layer without a sample here fails the suite.</summary>
public sealed class LayerExportTests
{
    private static readonly Dictionary<Type, Func<Layer>[]> Samples = new()
    {
        [typeof(Activation)] = [() => new Activation("tanh")],
        [typeof(ActivityRegularization)] = [() => new ActivityRegularization(l1: 0.1)],
        [typeof(AlphaDropout)] = [() => new AlphaDropout(0.3)],
        [typeof(BatchNormalization)] = [() => new BatchNormalization(), () => new BatchNormalization(center: false), () => new BatchNormalization(scale: false, epsilon: 0.1)],
        [typeof(Dense)] = [() => new Dense(5), () => new Dense(5, "relu"), () => new Dense(1, useBias: false)],
        [typeof(Dropout)] = [() => new Dropout(0.3)],
        [typeof(ELU)] = [() => new ELU(), () => new ELU(0.4)],
        [typeof(Embedding)] = [() => new Embedding(9, 5)],
        [typeof(Flatten)] = [() => new Flatten()],
        [typeof(GaussianDropout)] = [() => new GaussianDropout(0.3)],
        [typeof(GaussianNoise)] = [() => new GaussianNoise(0.5)],
        [typeof(GlobalAveragePooling1D)] = [() => new GlobalAveragePooling1D(), () => new GlobalAveragePooling1D(keepDims: true)],
        [typeof(Input)] = [() => new Input(3, 4)],
        [typeof(LayerNormalization)] = [() => new LayerNormalization(), () => new LayerNormalization(center: false), () => new LayerNormalization(scale: false)],
        [typeof(LeakyReLU)] = [() => new LeakyReLU()],
        [typeof(Model)] = [Functional],
        [typeof(Normalization)] = [() => new Normalization(), () => new Normalization(new float[] { 1, -1, 0, 2 }, new float[] { 2, 0, 1, 3 }), () => new Normalization(new float[] { 1 }, new float[] { 2 }, invert: true)],
        [typeof(PReLU)] = [() => new PReLU()],
        [typeof(ReLU)] = [() => new ReLU(), () => new ReLU(maxValue: 1), () => new ReLU(negativeSlope: 0.1), () => new ReLU(maxValue: 1, negativeSlope: 0.1, threshold: 0.3), () => new ReLU(threshold: 0.3)],
        [typeof(Rescaling)] = [() => new Rescaling(2, 1), () => new Rescaling(-0.5)],
        [typeof(Reshape)] = [() => new Reshape([2, -1]), () => new Reshape([12])],
        [typeof(Sequential)] = [() => new Sequential([new Dense(4, "relu"), new Sequential([new Dense(2), new BatchNormalization()])])],
        [typeof(Softmax)] = [() => new Softmax()],
    };

    public static TheoryData<Type> Layers => ExportedTypes.Of<Layer>(without: typeof(MergingLayer));

    public static TheoryData<Type> MergingLayers => MergingLayerSamples.Layers;

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_computes_in_the_file_what_it_predicts(Type type)
    {
        foreach (Func<Layer> sample in Samples.SampleOf(type, nameof(LayerExportTests)))
        {
            // As the last layer, whose result is the file's, and before others.
            Layer[] before = type == typeof(Input) ? [] : [new Input(3, 4)];
            Check(type, [.. before, sample(), .. type == typeof(Input) ? (Layer[])[new Flatten()] : []]);
            Check(type, [.. before, sample(), new Flatten(), new Dense(3)]);
        }
    }

    [Theory]
    [MemberData(nameof(MergingLayers))]
    public void A_layer_that_merges_computes_in_the_file_what_it_predicts(Type type)
    {
        foreach ((Func<MergingLayer> make, int[][] perRow) in MergingLayerSamples.Of(type))
        {
            Input[] inputs = [.. perRow.Select(shape => new Input(shape))];
            KerasTensor merged = make().Call([.. inputs.Select(input => (KerasTensor)input)]);
            var model = new Model([.. inputs.Select(input => (KerasTensor)input)], [merged, new Dense(3).Call(new Flatten().Call(merged))], seed: 1);
            Numbers.Stir(model);
            using var file = new OnnxFile(model);
            foreach (int rows in (int[])[1, 7, 512])
                file.MustAgree(model, [.. perRow.Select((shape, i) => Numbers.Rows(rows, shape, seed: i))]);
        }
    }

    [Fact]
    public void An_embedding_gives_NaN_for_a_number_that_names_no_row()
    {
        var model = new Sequential(new Input(6), new Rescaling(1), new Embedding(4, 2));
        Numbers.Stir(model);
        using var file = new OnnxFile(model);
        NDArray vectors = file.Run(("input_layer", new NDArray([-1, 0, 3, 3.7f, 4, 1e30f], [1, 6])));
        ReadOnlySpan<float> table = model.Weights[0].Values;
        OnnxFile.MustAgree([float.NaN, float.NaN, .. table[..2], .. table[6..], .. table[6..], float.NaN, float.NaN, float.NaN, float.NaN], vectors.AsSpan(), 0);
    }

    [Fact]
    public void The_larger_and_the_smaller_of_two_are_NaN_where_one_is()
    {
        Input x = new([4], name: "x"), y = new([4], name: "y");
        using var file = new OnnxFile(new Model(inputs: [x, y], outputs: [new Maximum().Call(x, y), new Minimum().Call(x, y)]));
        NDArray[] outputs = file.RunAll(("x", new NDArray([1, float.NaN, 3, float.NaN], [1, 4])), ("y", new NDArray([2, 2, float.NaN, float.NaN], [1, 4])));
        Assert.Equal([2, float.NaN, float.NaN, float.NaN], outputs[0].ToArray());
        Assert.Equal([1, float.NaN, float.NaN, float.NaN], outputs[1].ToArray());
    }

    // Two branches that merge, and a layer that is called twice.
    private static Model Functional()
    {
        var x = new Input(3, 4);
        var shared = new Dense(4, "tanh");
        return new Model(x, new Add().Call(shared.Call(shared.Call(x)), new LayerNormalization().Call(x)));
    }

    private static void Check(Type type, Layer[] layers)
    {
        var model = new Sequential(layers, seed: 1);
        Numbers.Stir(model);
        using var file = new OnnxFile(model);
        foreach (int rows in (int[])[1, 7, 512])
            file.MustAgree(model, type == typeof(Embedding) ? Numbers.Indexes(rows, [3, 4], 9) : Numbers.Rows(rows, [3, 4]));
    }
}
