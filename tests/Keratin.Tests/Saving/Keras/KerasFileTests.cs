using System.IO.Compression;
using Keratin.Core;
using Keratin.Formats;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Whole models in Keras's own files: those that real Keras wrote, and ours.</summary>
public sealed class KerasFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string PathOf(string name) => _folder.Path(name);

    private static string Golden(string name) => ReferenceFiles.Path("goldens", "models", name);

    [Theory]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    [InlineData("uncompiled")]
    public void A_file_of_Keras_predicts_what_Keras_does_and_comes_back_with_the_same_bits(string name)
    {
        GoldenModel golden = new(ReferenceFiles.Path("goldens"), name);
        Model model = Model.Load(Golden($"{name}.keras"));
        NDArray outputs = model.Predict(golden.Input);
        Reference.Close(golden.Expected.ToDoubles(), outputs.ToDoubles(), 1e-5);

        model.Save(PathOf("again.keras"));
        Model again = Model.Load(PathOf("again.keras"));
        Assert.Equal(outputs.Bits(), again.Predict(golden.Input).Bits());
        Assert.Equal(model.Bits(), again.Bits());
        Assert.Equal(model.Optimizer?.Iteration.Counter, again.Optimizer?.Iteration.Counter);
    }

    [Theory]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    public void The_next_step_of_a_loaded_model_is_Keras_s(string name)
    {
        GoldenModel golden = new(ReferenceFiles.Path("goldens"), name);
        Model model = Model.Load(Golden($"{name}.keras"));
        (NDArray x, NDArray y) = golden.NextBatch;
        Assert.Equal(golden.NextLoss, model.TrainOnBatch(x, y)["loss"], 1e-6);
        foreach ((NDArray expected, NDArray actual) in golden.NextWeights.Zip(model.GetWeights())) Reference.Close(expected.ToDoubles(), actual.ToDoubles(), 2e-6);
    }

    [Fact]
    public void The_weight_of_the_only_loss_comes_back()
    {
        var model = new Sequential([new Dense(1, inputShape: [2])], seed: 1);
        model.Compile("adam", losses: ["mse"], lossWeights: [0.25]);
        (float[,] x, float[] y) = (new float[,] { { 1, 2 }, { 3, 4 } }, [5, 6]);
        model.Save(PathOf("weighted.keras"));
        Assert.Equal(model.Evaluate(x, y).Loss, Model.Load(PathOf("weighted.keras")).Evaluate(x, y).Loss);
    }

    [Fact]
    public void A_model_of_two_inputs_predicts_what_Keras_does()
    {
        NpzArchive arrays = Npz.Load(Golden("functional_two_inputs.npz"));
        NDArray[] inputs = [arrays["input_0"].ToNDArray(), arrays["input_1"].ToNDArray()];
        Model model = Model.Load(Golden("functional_two_inputs.keras"));
        Reference.Close(arrays["expected"].ToNDArray().ToDoubles(), model.Predict(inputs)[0].ToDoubles(), 1e-5);
        model.Save(PathOf("again.keras"));
        Assert.Equal(model.Predict(inputs)[0].Bits(), Model.Load(PathOf("again.keras")).Predict(inputs)[0].Bits());
    }

    [Fact]
    public void A_deflated_file_with_a_plain_optimizer_reads_the_same()
    {
        GoldenModel golden = new(ReferenceFiles.Path("goldens"), "seq_dense");
        Assert.Equal(Model.Load(Golden("seq_dense.keras")).Predict(golden.Input).Bits(), Model.Load(Golden("seq_dense_generic_config.keras")).Predict(golden.Input).Bits());
    }

    [Theory]
    [InlineData("conv2d", "Conv2D")]
    [InlineData("lstm", "LSTM")]
    public void A_layer_that_is_not_there_is_named_beside_those_that_are(string name, string layer)
    {
        var error = Assert.Throws<InvalidDataException>(() => Model.Load(Golden($"{name}.keras")));
        Assert.Contains($"{name}.keras cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"The layer {layer} cannot be made: There is none of this name here. Known are Activation, ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("functional_two_inputs")]
    [InlineData("uncompiled")]
    public void Our_file_has_the_groups_the_datasets_and_the_names_of_Keras_s(string name)
    {
        Model.Load(Golden($"{name}.keras")).Save(PathOf("ours.keras"));
        using ZipArchive ours = ZipFile.OpenRead(PathOf("ours.keras")), theirs = ZipFile.OpenRead(Golden($"{name}.keras"));
        Assert.Equal(theirs.Entries.Select(entry => entry.FullName), ours.Entries.Select(entry => entry.FullName));
        Assert.Equal(Contents(theirs), Contents(ours));

        static string[] Contents(ZipArchive archive)
        {
            using var weights = new MemoryStream();
            archive.GetEntry("model.weights.h5")!.Open().CopyTo(weights);
            var lines = new List<string>();
            List(Hdf5File.Open(weights, "file"), "", lines);
            return [.. lines.Order(StringComparer.Ordinal)];
        }

        static void List(Hdf5File file, string path, List<string> lines)
        {
            lines.Add($"{path}/ name={file.Text(path, "name")}");
            foreach (string dataset in file.Datasets(path)) lines.Add($"{path}/{dataset} {file.ShapeOf($"{path}/{dataset}")} {file.ElementOf($"{path}/{dataset}")}");
            foreach (string group in file.Groups(path)) List(file, path.Length == 0 ? group : $"{path}/{group}", lines);
        }
    }

    [Theory]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("nadam")]
    [InlineData("sgd")]
    public void Training_goes_on_after_loading_as_if_nothing_had_happened(string optimizer)
    {
        (NDArray x, NDArray y) = Data();
        Model whole = Network(optimizer), half = Network(optimizer);
        History all = whole.Fit(x, y, batchSize: 7, epochs: 6, verbose: 0);
        half.Fit(x, y, batchSize: 7, epochs: 3, verbose: 0);
        half.Save(PathOf("half.keras"));

        Model loaded = Model.Load(PathOf("half.keras"));
        History rest = loaded.Fit(x, y, batchSize: 7, epochs: 6, initialEpoch: 3, verbose: 0);

        Assert.Equal(whole.Bits(), loaded.Bits());
        Assert.Equal(all["loss"].Skip(3), rest["loss"]);
        Assert.Equal(whole.Optimizer!.Slots.Select(slot => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(slot.Values))),
            loaded.Optimizer!.Slots.Select(slot => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(slot.Values))));
    }

    [Fact]
    public void Schedules_averages_and_collected_gradients_go_on_too()
    {
        (NDArray x, NDArray y) = Data();
        Model Make()
        {
            var model = new Sequential([new Dense(8, "relu"), new Dropout(0.2), new Dense(1)], seed: 5);
            model.Compile(new AdamW { LearningRateSchedule = new CosineDecay(0.01, 60), UseEma = true, GradientAccumulationSteps = 2, GlobalClipNorm = 1 }, new Huber(0.5), ["mae"]);
            return model;
        }
        Model whole = Make(), half = Make();
        for (int i = 0; i < 6; i++) whole.TrainOnBatch(x, y);
        for (int i = 0; i < 3; i++) half.TrainOnBatch(x, y);
        half.Save(PathOf("half.keras"));
        Model loaded = Model.Load(PathOf("half.keras"));
        for (int i = 0; i < 3; i++) loaded.TrainOnBatch(x, y);
        Assert.Equal(whole.Bits(), loaded.Bits());
        Assert.Equal(whole.Optimizer!.LearningRate, loaded.Optimizer!.LearningRate);
    }

    [Fact]
    public void A_model_of_several_outputs_and_a_nested_one_come_back_with_their_seeds_losses_and_weights_of_losses()
    {
        var a = new Input([3], "a");
        var inner = new Sequential([new Dense(4, "relu"), new Dropout(0.3)], seed: 9, name: "inner");
        KerasTensor h = inner.Call(a);
        var model = new Model(inputs: [a], outputs: [new Dense(1, name: "p").Call(h), new Dense(2, "softmax", name: "q").Call(h)], seed: 3);
        model.Compile("adam", ["mse", "sparse_categorical_crossentropy"], [1, 0.25], [["mae"], ["accuracy"]]);
        (NDArray x, NDArray y) = Data();
        NDArray labels = Enumerable.Range(0, 40).Select(i => i % 2).ToArray();
        model.Fit([x], [y, labels], epochs: 1, verbose: 0);
        model.Save(PathOf("m.keras"));
        Model loaded = Model.Load(PathOf("m.keras"));
        Assert.Equal(["loss", "p_loss", "p_mae", "q_accuracy", "q_loss"], loaded.Fit([x], [y, labels], epochs: 2, initialEpoch: 1, verbose: 0).Names.Order(StringComparer.Ordinal));
        model.Fit([x], [y, labels], epochs: 2, initialEpoch: 1, verbose: 0);
        Assert.Equal(model.Bits(), loaded.Bits());
        model.ResetWeights();
        loaded.ResetWeights();
        Assert.Equal(model.Bits(), loaded.Bits());
    }

    [Fact]
    public void A_frozen_layer_stays_frozen()
    {
        var model = new Sequential([new Dense(4, inputShape: [3]) { Trainable = false }, new Dense(1)], seed: 1);
        model.Compile("sgd", "mse");
        (NDArray x, NDArray y) = Data();
        model.Fit(x, y, verbose: 0);
        model.Save(PathOf("m.keras"));
        Model loaded = Model.Load(PathOf("m.keras"));
        NDArray before = loaded.GetWeights()[0];
        loaded.Fit(x, y, verbose: 0);
        Assert.Equal(before.Bits(), loaded.GetWeights()[0].Bits());
        Assert.False(loaded.Layers[0].Trainable);
    }

    [Fact]
    public void A_model_can_be_kept_and_loaded_without_what_trains_it()
    {
        (NDArray x, NDArray y) = Data();
        var model = new Sequential([new Dense(1)], seed: 1);
        model.Compile("adam", new CustomLoss((t, p) => new Node(new MeanLast(), new Node(new Square(), p - t)), "mine"));
        model.Fit(x, y, verbose: 0);
        string message = Assert.Throws<InvalidOperationException>(() => model.Save(PathOf("m.keras"))).Message;
        Assert.Contains("mine", message, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("m.keras")));
        model.Save(PathOf("m.keras"), includeOptimizer: false);
        Model loaded = Model.Load(PathOf("m.keras"));
        Assert.Null(loaded.Optimizer);
        Assert.Equal(model.Bits(), loaded.Bits());

        model.Compile("adam", "mse");
        model.Save(PathOf("m.keras"));
        Assert.Null(Model.Load(PathOf("m.keras"), compile: false).Optimizer);
        Assert.NotNull(Model.Load(PathOf("m.keras")).Optimizer);
    }

    [Fact]
    public void What_cannot_be_saved_or_loaded_is_said_in_words()
    {
        var model = new Sequential(new Dense(1));
        Assert.Contains("end it in .keras", Assert.Throws<ArgumentException>(() => model.Save("m.zip")).Message, StringComparison.Ordinal);
        Assert.Contains("has no weights yet, so Save has nothing to work on", Assert.Throws<InvalidOperationException>(() => model.Save("m.keras")).Message, StringComparison.Ordinal);
        File.WriteAllText(PathOf("text.keras"), "this is no model");
        Assert.StartsWith($"{PathOf("text.keras")} cannot be read: ", Assert.Throws<InvalidDataException>(() => Model.Load(PathOf("text.keras"))).Message, StringComparison.Ordinal);
        Npz.Save(PathOf("arrays.keras"), ("x", NpyArray.Create<float>([1f], [1])));
        Assert.Contains("it has no member 'config.json', so it is no .keras file", Assert.Throws<InvalidDataException>(() => Model.Load(PathOf("arrays.keras"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_s_file_is_enough_to_predict_from_raw_rows()
    {
        var houses = new Table { ["rooms"] = new[] { 4, 6, 3, 8 }, ["age"] = new[] { 50f, 12, 80, 3 }, ["town"] = new[] { "Bonn", "Ulm", "Bonn", "Köln" } };
        var space = new FeatureSpace(new() { ["rooms"] = "float_normalized", ["age"] = "float_discretized", ["town"] = "string_categorical" });
        space.Adapt(houses);
        var model = new Sequential([new Dense(1)], seed: 1);
        model.Compile("adam", "mse");
        model.Fit(space.Call(houses), new float[] { 1, 2, 3, 4 }, verbose: 0);
        model.FeatureSpace = space;
        model.Save(PathOf("m.keras"));

        Model loaded = Model.Load(PathOf("m.keras"));
        var unseen = new Table { ["rooms"] = new[] { 5 }, ["age"] = new[] { 20f }, ["town"] = new[] { "Rome" } };
        Assert.Equal(model.Predict(space.Call(unseen)).Bits(), loaded.Predict(loaded.FeatureSpace!.Call(unseen)).Bits());
        new Sequential([new Dense(1, inputShape: [2])]).Save(PathOf("n.keras"));
        Assert.Null(Model.Load(PathOf("n.keras")).FeatureSpace);

        var texts = new FeatureSpace(new() { ["town"] = FeatureSpace.Text(new TextVectorization(standardize: new TextStandardization("mine", text => text), outputMode: "multi_hot")) });
        texts.Adapt(houses);
        model.FeatureSpace = texts;
        Assert.Contains("set model.FeatureSpace to null", Assert.Throws<InvalidOperationException>(() => model.Save(PathOf("t.keras"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_are_those_that_every_Keras_3_knows()
    {
        Network("rmsprop").Save(PathOf("m.keras"));
        using ZipArchive archive = ZipFile.OpenRead(PathOf("m.keras"));
        using var reader = new StreamReader(archive.GetEntry("config.json")!.Open());
        string json = reader.ReadToEnd();
        foreach (string newer in (string[])["quantization_config", "input_axes", "output_axes", "ragged", "optional", "renorm", "gradient_accumulation_steps", "DTypePolicy", "shared_object_id"])
            Assert.DoesNotContain(newer, json, StringComparison.Ordinal);
    }

    private static Model Network(string optimizer)
    {
        var model = new Sequential([new Dense(6, "relu", inputShape: [3]), new BatchNormalization(), new Dropout(0.25), new Dense(1)], seed: 11);
        model.Compile(optimizer, "mse", ["mae"]);
        return model;
    }

    private static (NDArray X, NDArray Y) Data()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, 120).Select(_ => random.NextSingle() - 0.5f)];
        return (new NDArray(x, [40, 3]), new NDArray([.. Enumerable.Range(0, 40).Select(i => x[3 * i] - 2 * x[3 * i + 1])], [40, 1]));
    }
}
