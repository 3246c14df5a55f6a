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
        [typeof(Normalization)] = [() => new Normalization(), () => new Normalization(new float[] { 1, -1, 0, 2 }, new float[] { 2, 0, 1, 3 }), () => new Normalization(new float[] { 1 }, new float[] { 2 }, invert: true)],
        [typeof(PReLU)] = [() => new PReLU()],
        [typeof(ReLU)] = [() => new ReLU(), () => new ReLU(maxValue: 1), () => new ReLU(negativeSlope: 0.1), () => new ReLU(maxValue: 1, negativeSlope: 0.1, threshold: 0.3), () => new ReLU(threshold: 0.3)],
        [typeof(Rescaling)] = [() => new Rescaling(2, 1), () => new Rescaling(-0.5)],
        [typeof(Reshape)] = [() => new Reshape([2, -1]), () => new Reshape([12])],
        [typeof(Sequential)] = [() => new Sequential([new Dense(4, "relu"), new Sequential([new Dense(2), new BatchNormalization()])])],
        [typeof(Softmax)] = [() => new Softmax()],
    };

    public static TheoryData<Type> Layers => [.. typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_computes_in_the_file_what_it_predicts(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out Func<Layer>[]? samples), $"Add a sample of {type.Name} to {nameof(LayerExportTests)}.");
        foreach (Func<Layer> sample in samples)
        {
            // As the last layer, whose result is the file's, and before others.
            Layer[] before = type == typeof(Input) ? [] : [new Input(3, 4)];
            Check(type, [.. before, sample(), .. type == typeof(Input) ? (Layer[])[new Flatten()] : []]);
            Check(type, [.. before, sample(), new Flatten(), new Dense(3)]);
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

    private static void Check(Type type, Layer[] layers)
    {
        var model = new Sequential(layers, seed: 1);
        Numbers.Stir(model);
        using var file = new OnnxFile(model);
        foreach (int rows in (int[])[1, 7, 512])
            file.MustAgree(model, type == typeof(Embedding) ? Numbers.Indexes(rows, [3, 4], 9) : Numbers.Rows(rows, [3, 4]));
    }
}
