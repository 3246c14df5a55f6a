using System.IO.Compression;
using Keratin.Core;

namespace Keratin.Tests;

public sealed class LayerConfigTests
{
    // With as few default settings as possible: each setting is another than its default in one of the samples. A layer without a sample fails the suite.
    private static readonly Dictionary<Type, (int[] PerRow, Func<Layer>[] Make)> Samples = new()
    {
        [typeof(Activation)] = ([4], [() => new Activation("gelu", "mine")]),
        [typeof(ActivityRegularization)] = ([4], [() => new ActivityRegularization(0.1, 0.3, "mine")]),
        [typeof(AlphaDropout)] = ([40], [() => new AlphaDropout(0.3, 7, "mine")]),
        [typeof(BatchNormalization)] = ([3, 4],
        [
            () => new BatchNormalization(0.9, 0.1, betaInitializer: new Constant(0.1), gammaInitializer: "he_normal", movingMeanInitializer: "ones", movingVarianceInitializer: new Constant(3), name: "mine")
            {
                BetaRegularizer = "l1", GammaRegularizer = new L2(0.3), BetaConstraint = "non_neg", GammaConstraint = new MaxNorm(0.1),
            },
            () => new BatchNormalization(center: false, scale: false),
        ]),
        [typeof(Dense)] = ([3, 4],
        [
            () => new Dense(3, "gelu", kernelInitializer: "he_normal", biasInitializer: "glorot_uniform", kernelRegularizer: new L2(0.3), biasRegularizer: "l1",
                activityRegularizer: new L1L2(0.1, 0.7), kernelConstraint: new MaxNorm(0.1, axis: 1), biasConstraint: "unit_norm", name: "mine"),
            () => new Dense(3, useBias: false),
        ]),
        [typeof(Dropout)] = ([40], [() => new Dropout(0.3, 7, "mine")]),
        [typeof(ELU)] = ([4], [() => new ELU(0.3, "mine")]),
        [typeof(Embedding)] = ([3],
        [
            () => new Embedding(4, 5, "he_normal", name: "mine") { EmbeddingsRegularizer = "l2", EmbeddingsConstraint = "unit_norm" },
        ]),
        [typeof(Flatten)] = ([3, 4], [() => new Flatten("mine")]),
        [typeof(GaussianDropout)] = ([4], [() => new GaussianDropout(0.3, 7, "mine")]),
        [typeof(GaussianNoise)] = ([4], [() => new GaussianNoise(0.3, 7, "mine")]),
        [typeof(GlobalAveragePooling1D)] = ([3, 4], [() => new GlobalAveragePooling1D(keepDims: true, "mine")]),
        [typeof(LayerNormalization)] = ([3, 4],
        [
            () => new LayerNormalization(0.1, betaInitializer: new Constant(0.1), gammaInitializer: "he_normal", name: "mine")
            {
                BetaRegularizer = "l1", GammaRegularizer = new L2(0.3), BetaConstraint = "non_neg", GammaConstraint = new MaxNorm(0.1),
            },
            () => new LayerNormalization(center: false, scale: false),
        ]),
        [typeof(LeakyReLU)] = ([4], [() => new LeakyReLU(0.1, "mine")]),
        [typeof(Normalization)] = ([2],
        [
            () => new Normalization(new double[] { 0.1, -3 }, new double[] { 0.3, 2 }, invert: true, name: "mine"),
            () => new Normalization(new NDArray([0.1f], Shape.Scalar), new NDArray([0.3f], Shape.Scalar)),
        ]),
        [typeof(PReLU)] = ([3, 4], [() => new PReLU("he_normal", "l1", "non_neg", "mine")]),
        [typeof(ReLU)] = ([4], [() => new ReLU(0.7, 0.1, 0.3, "mine")]),
        [typeof(Rescaling)] = ([4], [() => new Rescaling(0.1, 0.3, name: "mine")]),
        [typeof(Reshape)] = ([12], [() => new Reshape([3, -1], name: "mine")]),
        [typeof(Softmax)] = ([4], [() => new Softmax("mine")]),
    };

    // What a constructor requires, beside the layer that it then makes.
    private static readonly Dictionary<Type, (Layer Layer, string Json)> Required = new()
    {
        [typeof(Activation)] = (new Activation("linear"), "\"activation\":\"linear\""),
        [typeof(AlphaDropout)] = (new AlphaDropout(0), "\"rate\":0.0"),
        [typeof(Dense)] = (new Dense(1), "\"units\":1"),
        [typeof(Dropout)] = (new Dropout(0), "\"rate\":0.0"),
        [typeof(Embedding)] = (new Embedding(1, 1), "\"input_dim\":1,\"output_dim\":1"),
        [typeof(GaussianDropout)] = (new GaussianDropout(0), "\"rate\":0.0"),
        [typeof(GaussianNoise)] = (new GaussianNoise(0), "\"stddev\":0.0"),
        [typeof(Rescaling)] = (new Rescaling(1), "\"scale\":1.0"),
        [typeof(Reshape)] = (new Reshape([1]), "\"target_shape\":[1]"),
    };

    // What every Keras 3 reads behind name, trainable and dtype, in the order in which it writes it.
    private static readonly Dictionary<Type, string> KeysOfKeras = new()
    {
        [typeof(Activation)] = "activation",
        [typeof(ActivityRegularization)] = "l1 l2",
        [typeof(AlphaDropout)] = "rate seed noise_shape",
        [typeof(BatchNormalization)] = "axis momentum epsilon center scale beta_initializer gamma_initializer moving_mean_initializer moving_variance_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint synchronized",
        [typeof(Dense)] = "units activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer kernel_constraint bias_constraint",
        [typeof(Dropout)] = "rate seed noise_shape",
        [typeof(ELU)] = "alpha",
        [typeof(Embedding)] = "input_dim output_dim embeddings_initializer embeddings_regularizer activity_regularizer embeddings_constraint mask_zero",
        [typeof(Flatten)] = "data_format",
        [typeof(GaussianDropout)] = "rate seed",
        [typeof(GaussianNoise)] = "stddev seed",
        [typeof(GlobalAveragePooling1D)] = "data_format keepdims",
        [typeof(LayerNormalization)] = "axis epsilon center scale beta_initializer gamma_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint",
        [typeof(LeakyReLU)] = "negative_slope",
        [typeof(Normalization)] = "axis invert mean variance",
        [typeof(PReLU)] = "alpha_initializer alpha_regularizer alpha_constraint shared_axes",
        [typeof(ReLU)] = "max_value negative_slope threshold",
        [typeof(Rescaling)] = "scale offset",
        [typeof(Reshape)] = "target_shape",
        [typeof(Softmax)] = "axis",
    };

    private static readonly string[] NewerKeys = ["quantization_config", "renorm", "renorm_clipping", "renorm_momentum", "input_axes", "output_axes"];

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Layer>([.. ClassesOfGraphs]);

    /// <summary>The layers that <see cref="GraphLayerConfigTests"/> looks at.</summary>
    internal static IEnumerable<Type> ClassesOfGraphs =>
        typeof(Layer).Assembly.GetExportedTypes().Where(type => (type.IsSubclassOf(typeof(MergingLayer)) && !type.IsAbstract) || type == typeof(Input) || type == typeof(Model) || type == typeof(Sequential));

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        foreach (Func<Layer> make in SamplesOf(type).Make)
        {
            ConfigContract.RoundTrip(Layer.Known, make(), layer => layer.ToObject());
            ConfigContract.Unknown(Layer.Known, make(), layer => layer.ToObject());
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_is_missing_has_the_constructors_default(Type type)
    {
        (Layer layer, string required) = WithDefaults(type);
        ConfigContract.Defaults(Layer.Known, layer, layer => layer.ToObject(), required);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Its_samples_differ_from_its_defaults(Type type) =>
        ConfigContract.NoDefaults(WithDefaults(type).Layer.GetConfig(), [.. SamplesOf(type).Make.Select(make => make().GetConfig())],
            "trainable", "dtype", "axis", "noise_shape", "shared_axes", "data_format", "mask_zero", "activity_regularizer", "synchronized");

    [Theory]
    [MemberData(nameof(Classes))]
    public void Its_settings_are_those_of_Keras_in_their_order(Type type) =>
        Assert.Equal("name trainable dtype " + KeysOfKeras[type], string.Join(' ', WithDefaults(type).Layer.GetConfig().Names));

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_layer_that_was_read_computes_the_same(Type type)
    {
        (int[] perRow, Func<Layer>[] makes) = SamplesOf(type);
        foreach (Func<Layer> make in makes)
        {
            foreach (bool training in (bool[])[true, false])
            {
                Layer read = Layer.Known.Read(ConfigContract.Parse(make().ToObject().ToString()));
                (string shapes, double[][] values) = Compute(make(), perRow, training);
                (string shapesOfRead, double[][] valuesOfRead) = Compute(read, perRow, training);
                Assert.Equal(shapes, shapesOfRead);
                Assert.Equal(values, valuesOfRead);
            }
        }
    }

    [Theory]
    [InlineData("conv2d")]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    [InlineData("functional_two_inputs")]
    [InlineData("lstm")]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_generic_config")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("uncompiled")]
    public void Layers_of_a_file_of_Keras_are_written_as_it_wrote_them(string name)
    {
        using ZipArchive file = ZipFile.OpenRead(ReferenceFiles.Path("goldens", "models", $"{name}.keras"));
        using var json = new MemoryStream();
        using (Stream member = file.GetEntry("config.json")!.Open()) member.CopyTo(json);
        IReadOnlyList<object?> layers = ConfigJson.Read(json.ToArray()).GetOptionalConfig("config")!.GetOptionalList("layers")!;
        Config[] ours = [.. layers.OfType<Config>().Where(layer => KeysOfKeras.Keys.Any(type => type.Name == layer.GetString("class_name")))];
        Assert.NotEmpty(ours);
        Assert.All(ours, layer => Assert.Equal(AsOldest(layer, "module", "class_name", "config", "registered_name").ToString(), Layer.Known.Read(layer).ToObject().ToString()));
    }

    [Theory]
    [InlineData("BatchNormalization", "\"synchronized\":true,\"fused\":true,\"renorm\":false,\"renorm_clipping\":null,\"renorm_momentum\":0.9,\"virtual_batch_size\":null")]
    [InlineData("Dense", "\"units\":1,\"quantization_config\":null,\"lora_rank\":null,\"kernel_initializer\":{\"class_name\":\"HeNormal\",\"config\":{\"seed\":7,\"input_axes\":null,\"output_axes\":null}}")]
    [InlineData("Dense", "\"units\":1,\"kernel_initializer\":{\"class_name\":\"HeNormal\",\"config\":{\"seed\":{\"class_name\":\"SeedGenerator\",\"config\":{\"seed\":7}}}}")]
    [InlineData("Dense", "\"units\":1,\"kernel_initializer\":{\"class_name\":\"OrthogonalInitializer\",\"config\":{\"gain\":1.0,\"seed\":null}}")]
    [InlineData("Dropout", "\"rate\":0.5,\"seed\":42,\"noise_shape\":null")]
    [InlineData("Embedding", "\"input_dim\":1,\"output_dim\":1,\"input_length\":12,\"mask_zero\":false,\"quantization_config\":null")]
    [InlineData("LayerNormalization", "\"axis\":[-1],\"rms_scaling\":false")]
    [InlineData("Normalization", "\"axis\":[-1],\"mean\":[[1.0,2]],\"variance\":[[1.0,1.0]],\"invert\":false")]
    [InlineData("PReLU", "\"shared_axes\":null,\"activity_regularizer\":null")]
    public void What_versions_of_Keras_write_beside_is_read(string name, string settings) =>
        _ = Layer.Known.Read(ConfigContract.Parse($"{{\"class_name\":\"{name}\",\"config\":{{{settings}}}}}"));

    [Theory]
    [InlineData("BatchNormalization", "\"axis\":-2", "The setting \"axis\" is -2, but here it can only be the last axis, -1.")]
    [InlineData("BatchNormalization", "\"axis\":0", "The setting \"axis\" is 0, but here")]
    [InlineData("BatchNormalization", "\"renorm\":true", "The setting \"renorm\" is true, but here it can only be false.")]
    [InlineData("BatchNormalization", "\"virtual_batch_size\":8", "The setting \"virtual_batch_size\" is 8, but here it can only be null.")]
    [InlineData("Dropout", "\"rate\":0.5,\"noise_shape\":[null,1]", "The setting \"noise_shape\" is [null,1], but here")]
    [InlineData("AlphaDropout", "\"rate\":0.5,\"noise_shape\":[null,1]", "The setting \"noise_shape\" is [null,1], but here")]
    [InlineData("Embedding", "\"input_dim\":1,\"output_dim\":1,\"mask_zero\":true", "The setting \"mask_zero\" is true, but here it can only be false.")]
    [InlineData("Embedding", "\"input_dim\":1,\"output_dim\":1,\"activity_regularizer\":\"l2\"", "The setting \"activity_regularizer\" is \"l2\", but here")]
    [InlineData("Flatten", "\"data_format\":\"channels_first\"", "The setting \"data_format\" is \"channels_first\", but here it can only be \"channels_last\".")]
    [InlineData("GlobalAveragePooling1D", "\"data_format\":\"channels_first\"", "The setting \"data_format\" is \"channels_first\", but here")]
    [InlineData("LayerNormalization", "\"axis\":[1,2]", "The setting \"axis\" is [1,2], but here")]
    [InlineData("LayerNormalization", "\"rms_scaling\":true", "The setting \"rms_scaling\" is true, but here")]
    [InlineData("Normalization", "\"axis\":[]", "The setting \"axis\" is [], but here")]
    [InlineData("Normalization", "\"axis\":null", "The setting \"axis\" is null, but here")]
    [InlineData("Normalization", "\"mean\":[[1,2],[3,4]],\"variance\":1", "The setting \"mean\" must be a number or a list of one for each feature but is [[1,2],[3,4]].")]
    [InlineData("Normalization", "\"mean\":1", "only mean was given")]
    [InlineData("PReLU", "\"shared_axes\":[1]", "The setting \"shared_axes\" is [1], but here it can only be null.")]
    [InlineData("Rescaling", "\"scale\":[1,2]", "\"scale\" must be a number but is [1,2]")]
    [InlineData("Reshape", "\"target_shape\":[0]", "targetShape must have positive sizes")]
    [InlineData("Softmax", "\"axis\":[0,1]", "The setting \"axis\" is [0,1], but here")]
    public void What_Keras_can_do_beyond_is_refused_by_name(string name, string settings, string message) =>
        Assert.Matches($"^The layer {name} cannot be made: .*{System.Text.RegularExpressions.Regex.Escape(message)}",
            Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse($"{{\"class_name\":\"{name}\",\"config\":{{{settings}}}}}"))).Message);

    [Theory]
    [InlineData("BatchNormalization", "1", "1")]
    [InlineData("LayerNormalization", "[1]", "[1]")]
    [InlineData("LayerNormalization", "1", "[1]")]
    [InlineData("Normalization", "[1]", "[1]")]
    [InlineData("Softmax", "1", "1")]
    public void The_number_of_the_last_axis_is_kept_and_checked_with_the_input(string name, string axis, string written)
    {
        Layer layer = Layer.Known.Read(ConfigContract.Parse($"{{\"class_name\":\"{name}\",\"config\":{{\"axis\":{axis}}}}}"));
        Assert.Contains($"\"axis\":{written}", layer.GetConfig().ToString(), StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => layer.Apply(Reference.Input(3, 4), Reference.Context()));
        Assert.Contains("has it work along axis 1, but gets an input of shape (None, 3, 4), and here it can only work along the last axis, 2.", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, layer.Apply(Reference.Input(4), Reference.Context()).Shape.Rank);
    }

    private static (int[] PerRow, Func<Layer>[] Make) SamplesOf(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out (int[], Func<Layer>[]) samples), $"Add a sample of {type.Name} to {nameof(LayerConfigTests)}.");
        return samples;
    }

    private static (Layer Layer, string Required) WithDefaults(Type type)
    {
        if (Required.TryGetValue(type, out (Layer, string) required)) return required;
        Layer? layer = ConfigContract.WithDefaults<Layer>(type);
        Assert.True(layer is not null, $"Add what {type.Name} requires to {nameof(LayerConfigTests)}.");
        return (layer, "");
    }

    // All that a layer says: its output, what it adds to the loss, what each step does to its weights.
    private static (string Shapes, double[][] Values) Compute(Layer layer, int[] perRow, bool training)
    {
        Node x = Reference.Input(perRow);
        LayerContext context = Reference.Context(training);
        Node y = layer.Apply(x, context);
        Node[] results = [y, .. context.Losses, .. context.Effects.Concat(layer.ConstraintEffects(new HashSet<Layer>())).Select(effect => effect.Inputs[1])];
        var executor = new ReferenceExecutor(new Graph(results, []));
        double[] data = [.. Enumerable.Range(0, (int)x.Shape.Elements(3)).Select(i => layer is Embedding ? i % 4 : Math.Sin(i + 1))];
        executor.Run(3, new Dictionary<Node, double[]> { [x] = data });
        return (string.Join(' ', results.Select(result => result.Shape)), [.. results.Select(result => executor.Value(result).ToArray())]);
    }

    // An object as the oldest Keras 3 would have written it.
    private static Config AsOldest(Config value, params string[] only)
    {
        var result = new Config();
        foreach ((string name, object? inner) in value.Values)
        {
            if (NewerKeys.Contains(name) || (only.Length > 0 && !only.Contains(name))) continue;
            result.SetValue(name, name == "dtype" ? "float32" : inner is Config config ? AsOldest(config) : inner);
        }
        return result;
    }
}
