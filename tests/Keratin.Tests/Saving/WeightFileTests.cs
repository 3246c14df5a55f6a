using Keratin.Core;
using Keratin.Formats;

namespace Keratin.Tests;

/// <summary>Weights alone, in the three formats.</summary>
public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string PathOf(string name) => _folder.Path(name);

    private static Sequential Network(int seed = 1, int units = 4) =>
        new([new Dense(units, "relu", inputShape: [3]), new BatchNormalization(), new Sequential([new Dense(2)], name: "inner")], seed);

    [Theory]
    [InlineData("w.npz")]
    [InlineData("w.safetensors")]
    [InlineData("w.weights.h5")]
    public void Weights_come_back_bit_for_bit(string name)
    {
        Sequential model = Network(), other = Network(seed: 2);
        model.SaveWeights(PathOf(name));
        Assert.NotEqual(model.Bits(), other.Bits());
        other.LoadWeights(PathOf(name));
        Assert.Equal(model.Bits(), other.Bits());
    }

    [Theory]
    [InlineData("w.npz", "its weight \"dense/kernel\" has the shape (3, 4), where Sequential \"sequential\" has (3, 5)")]
    [InlineData("w.safetensors", "its weight \"dense/kernel\" has the shape (3, 4), where Sequential \"sequential\" has (3, 5)")]
    [InlineData("w.weights.h5", "it has the shape (3, 4), where (3, 5) is expected")]
    public void Weights_of_another_shape_are_refused_and_nothing_changes(string name, string message)
    {
        Network().SaveWeights(PathOf(name));
        Sequential wider = Network(units: 5);
        string before = wider.Bits();
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => wider.LoadWeights(PathOf(name))).Message, StringComparison.Ordinal);
        Assert.Equal(before, wider.Bits());
    }

    [Theory]
    [InlineData("w.npz")]
    [InlineData("w.safetensors")]
    [InlineData("w.weights.h5")]
    public void Weights_that_are_missing_or_too_many_are_named(string name)
    {
        var small = new Sequential([new Dense(4, "relu", inputShape: [3])], seed: 1);
        var large = new Sequential([new Dense(4, "relu", inputShape: [3]), new Dense(4, name: "second")], seed: 1);
        small.SaveWeights(PathOf(name));
        Assert.Contains(name.EndsWith("h5", StringComparison.Ordinal) ? "it has 0 weights under 'layers/dense_1/vars', where the layer \"second\"" : "it has no weight \"second/kernel\"",
            Assert.Throws<InvalidDataException>(() => large.LoadWeights(PathOf(name))).Message, StringComparison.Ordinal);
        large.SaveWeights(PathOf(name));
        Assert.Contains(name.EndsWith("h5", StringComparison.Ordinal) ? "it has weights of a layer 'dense_1', which" : "it has a weight \"second/",
            Assert.Throws<InvalidDataException>(() => small.LoadWeights(PathOf(name))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("w.npz", "dense/bias")]
    [InlineData("w.safetensors", "dense/bias")]
    [InlineData("w.weights.h5", "layers/dense/vars/1")]
    public void A_weight_that_is_no_number_is_refused(string name, string weight)
    {
        Sequential model = Network();
        string before = model.Bits();
        NDArray[] weights = model.GetWeights();
        weights[1] = new float[] { 0, 0, float.NaN, 0 };
        model.SetWeights(weights);
        model.SaveWeights(PathOf(name));
        Sequential other = Network();
        Assert.Contains($"its weight '{weight}' is NaN at place 2, and weights must be finite numbers", Assert.Throws<InvalidDataException>(() => other.LoadWeights(PathOf(name))).Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Bits());
    }

    [Theory]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("functional_two_inputs")]
    public void A_weight_file_of_Keras_goes_into_its_model_with_the_state_of_the_optimizer(string name)
    {
        Model whole = Model.Load(ReferenceFiles.Path("goldens", "models", $"{name}.keras")), model = Model.Load(ReferenceFiles.Path("goldens", "models", $"{name}.keras"));
        model.SetWeights([.. model.GetWeights().Select(weight => weight * 0)]);
        foreach (Variable slot in model.Optimizer!.Slots) slot.Values.Clear();
        model.Optimizer.Iteration.Counter = 0;
        model.LoadWeights(ReferenceFiles.Path("goldens", "models", $"{name}.weights.h5"));
        Assert.Equal(whole.Bits(), model.Bits());
        Assert.Equal(whole.Optimizer!.Iteration.Counter, model.Optimizer.Iteration.Counter);
        Assert.NotEqual(0, model.Optimizer.Iteration.Counter);
        foreach ((Variable expected, Variable actual) in whole.Optimizer.Slots.Zip(model.Optimizer.Slots)) Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
    }

    [Fact]
    public void Safetensors_say_which_model_they_are_of()
    {
        Network(seed: 7).SaveWeights(PathOf("w.safetensors"));
        SafetensorsFile file = Safetensors.Load(PathOf("w.safetensors"));
        Assert.Equal("sequential", file.Metadata["model"]);
        Assert.Equal("7", file.Metadata["seed"]);
        Assert.Contains("inner/dense/kernel", file.Names);
    }

    [Fact]
    public void Arrays_are_named_as_the_weights_are()
    {
        Network().SaveWeights(PathOf("w.npz"));
        Assert.Equal(["dense/kernel", "dense/bias", "batch_normalization/gamma", "batch_normalization/beta", "batch_normalization/moving_mean", "batch_normalization/moving_variance", "inner/dense/kernel", "inner/dense/bias"], Npz.Load(PathOf("w.npz")).Names);
    }

    [Fact]
    public void A_model_without_weights_and_a_file_that_is_not_there_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Examples.Regression().SaveWeights("weights.npz"));
        Assert.Throws<FileNotFoundException>(() => Network().LoadWeights("nowhere.npz"));
    }

    [Fact]
    public void Another_end_is_refused()
    {
        Assert.Equal("Weights are kept in .npz, .safetensors or .weights.h5 files, but the name is \"w.h5\": end it in one of these, or save the whole model as .keras. (Parameter 'path')",
            Assert.Throws<ArgumentException>(() => Network().SaveWeights("w.h5")).Message);
        Assert.Equal("Weights are read from .npz, .safetensors, .weights.h5 and Keras 2's .h5 files, but the name is \"w.keras\". Whole models are read by Model.Load. (Parameter 'path')",
            Assert.Throws<ArgumentException>(() => Network().LoadWeights("w.keras")).Message);
        Assert.Contains("Models are kept in .keras files", Assert.Throws<ArgumentException>(() => Network().Save("m.h5")).Message, StringComparison.Ordinal);
        Assert.Contains("Export writes .onnx files", Assert.Throws<ArgumentException>(() => Network().Export("m.keras")).Message, StringComparison.Ordinal);
        Assert.Contains("Weights are kept in", Assert.Throws<ArgumentException>(() => new ModelCheckpoint("m{epoch}.h5")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_keeps_whole_models_where_its_name_says_so()
    {
        (NDArray x, NDArray y) = (new float[,] { { 1, 2, 3 }, { 3, 2, 1 } }, new float[,] { { 1, 2 }, { 3, 4 } });
        Sequential model = Network();
        model.Compile("adam", "mse");
        model.Fit(x, y, epochs: 2, verbose: 0, callbacks: [new ModelCheckpoint(PathOf("m{epoch}.keras")), new ModelCheckpoint(PathOf("w{epoch}.weights.h5")), new ModelCheckpoint(PathOf("w{epoch}.safetensors"))]);
        Model loaded = Model.Load(PathOf("m2.keras"));
        Assert.Equal(model.Bits(), loaded.Bits());
        Assert.Equal(2, loaded.Optimizer!.Iteration.Counter);
        Assert.True(File.Exists(PathOf("w1.weights.h5")) && File.Exists(PathOf("w2.safetensors")));
    }
}
