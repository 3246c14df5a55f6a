using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Keratin.Core;
using Keratin.Formats;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Whole models in the HDF5 files that Keras wrote before <c>.keras</c>.</summary>
public sealed class LegacyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_real_file_predicts_what_Keras_does()
    {
        Model model = Model.Load(ReferenceFiles.Path("goldens", "numpy_backend", "tiny_sgdm_legacy.h5"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.Path("goldens", "numpy_backend", "tiny_expected.json")));
        JsonElement expected = document.RootElement.GetProperty("sgdm");
        double[] x = Numbers(expected.GetProperty("x")), predictions = Numbers(expected.GetProperty("predict"));
        Reference.Close(predictions, model.Predict(new NDArray([.. x.Select(number => (float)number)], [x.Length / 4, 4])).ToDoubles(), 1e-5);
        Assert.Equal(0.1, Assert.IsType<SGD>(model.Optimizer).LearningRate, 1e-6);
        Assert.Equal(0, model.Optimizer!.Iteration.Counter);

        static double[] Numbers(JsonElement rows) => [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(number => number.GetDouble())];
    }

    [Fact]
    public void A_stack_of_Keras_2_predicts_and_trains_on()
    {
        Model model = Load(LegacySamples.Keras2Row);
        Assert.Equal(["first", "dropout", "norm", "reshape", "flatten", "last"], model.Layers.Select(layer => layer.Name));
        Assert.Equal(0.03309847, model.Predict(new float[,] { { -2, 0, 4 } }).ToDoubles()[0], 1e-6);
        Assert.Equal(0.002, Assert.IsType<RMSprop>(model.Optimizer).LearningRate, 1e-9);
        History history = model.Fit(new float[,] { { -2, 0, 4 }, { 1, 1, 1 } }, new float[,] { { 1 }, { 0 } }, verbose: 0);
        Assert.Equal(["binary_accuracy", "loss"], history.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_graph_of_Keras_2_calls_its_shared_layer_twice()
    {
        Model model = Load(LegacySamples.Keras2Graph);
        Assert.Null(model.Optimizer);
        Assert.Equal([-3, -2, -1, -0.75], model.Predict([new float[,] { { 1, 2 } }, new float[,] { { 0, 0 } }])[0].ToDoubles());
    }

    [Fact]
    public void A_stack_of_Keras_3_is_read_and_can_be_saved_as_it_is_today()
    {
        Model model = Load(LegacySamples.Keras3Row);
        Assert.Equal([-3.5], model.Predict(new float[,] { { 1, 2 } }).ToDoubles());
        model.Save(_folder.Path("m.keras"));
        Assert.Equal(model.Bits(), Model.Load(_folder.Path("m.keras")).Bits());
    }

    [Theory]
    [InlineData("w.h5", false)]
    [InlineData("w.h5", true)]
    // As Keras 2 could be told to call them.
    [InlineData("w.weights.h5", true)]
    public void Its_weights_go_into_a_model_of_the_same_layers(string name, bool alone)
    {
        Model whole = Load(LegacySamples.Keras2Row), other = Load(LegacySamples.Keras2Row);
        other.SetWeights([.. other.GetWeights().Select(weight => weight * 0)]);
        string path = _folder.Path(name);
        File.WriteAllBytes(path, alone ? WeightsAlone(LegacySamples.Keras2Row) : LegacySamples.Keras2Row);
        other.LoadWeights(path);
        Assert.Equal(whole.Bits(), other.Bits());
    }

    [Fact]
    public void The_weights_of_a_real_file_go_into_its_model()
    {
        string real = ReferenceFiles.Path("goldens", "numpy_backend", "tiny_sgdm_legacy.h5"), path = _folder.Path("w.h5");
        Model whole = Model.Load(real), other = Model.Load(real);
        foreach (byte[] file in (byte[][])[File.ReadAllBytes(real), WeightsAlone(File.ReadAllBytes(real))])
        {
            File.WriteAllBytes(path, file);
            other.SetWeights([.. other.GetWeights().Select(weight => weight * 0)]);
            other.LoadWeights(path);
            Assert.Equal(whole.Bits(), other.Bits());
        }
    }

    [Fact]
    public void Weights_that_do_not_fit_change_nothing()
    {
        string path = _folder.Path("w.h5");
        File.WriteAllBytes(path, WeightsAlone(LegacySamples.Keras2Row));
        var other = new Sequential([new Dense(2, inputShape: [3])], seed: 1);
        string before = other.Bits();
        Assert.Equal($"{path} cannot be read: it has weights of 3 layers, where Sequential \"sequential\" has 1 layers with weights.", Assert.Throws<InvalidDataException>(() => other.LoadWeights(path)).Message);
        Assert.Equal(before, other.Bits());
        Assert.Contains("it has no attribute 'model_config', so it holds no whole model; if it holds weights alone, make the model and give them to it by LoadWeights", Assert.Throws<InvalidDataException>(() => Model.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_today_may_have_the_plain_end_too()
    {
        Sequential model = new([new Dense(2, inputShape: [3])], seed: 1), other = new([new Dense(2, inputShape: [3])], seed: 2);
        model.SaveWeights(_folder.Path("w.weights.h5"));
        File.Move(_folder.Path("w.weights.h5"), _folder.Path("w.h5"));
        other.LoadWeights(_folder.Path("w.h5"));
        Assert.Equal(model.Bits(), other.Bits());
    }

    [Fact]
    public void How_it_was_compiled_can_be_left_out() => Assert.Null(Load(LegacySamples.Keras2Row, compile: false).Optimizer);

    [Theory]
    [InlineData("first/bias:0", "first/bias:1", "it has no 'model_weights/first/first/bias:1'")]
    [InlineData("model_config", "model_confi_", "it has no attribute 'model_config', so it holds no whole model")]
    [InlineData("\"batch_input_shape\": [null, 3]", "\"batch_input_shape\": [null, 2]", "it has the shape (3, 2), where (2, 2) is expected")]
    [InlineData("\"decay\": 0.0", "\"decay\": 0.5", "has the setting \"decay\": 0.5, which is not known here")]
    [InlineData("\"units\": 2, \"activation\": \"relu\"", "\"units\":9999,\"activation\":\"relu\"", "would make 29,997 numbers")]
    public void What_does_not_fit_is_said_in_words(string old, string changed, string message)
    {
        // The first place of several: names of weights stand in the attribute before those of the datasets.
        byte[] bytes = [.. LegacySamples.Keras2Row];
        int at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(old));
        Assert.Equal(old.Length, changed.Length);
        Encoding.ASCII.GetBytes(changed).CopyTo(bytes, at);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Load(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        string configuration = Encoding.Latin1.GetString(LegacySamples.Keras2Row);
        int start = configuration.IndexOf("{\"class_name\": \"Sequential\"", StringComparison.Ordinal), refused = 0;
        var random = new Random(1);
        for (int number = 0; number < 2_000; number++)
        {
            byte[] bytes = [.. LegacySamples.Keras2Row];
            // Half of them in the text of the configuration.
            for (int i = 0; i < 3; i++) bytes[number % 2 == 0 ? start + random.Next(1500) : random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                using var stream = new MemoryStream(bytes);
                LegacyFile.Load(stream, "m.h5", compile: true);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("m.h5", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.InRange(refused, 500, 1_999);
    }

    // Keras writes the same groups and attributes where weights alone are saved, at the top: the group in which a whole
    // model keeps them becomes the top.
    private static byte[] WeightsAlone(byte[] whole)
    {
        byte[] bytes = [.. whole];
        for (int address = 96; address < whole.Length; address += 8)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(64), address);
            try
            {
                if (Hdf5File.Open(new MemoryStream(bytes), "w.h5").Texts("", "layer_names") is not null) return bytes;
            }
            catch (InvalidDataException)
            {
                // No object begins there.
            }
        }
        throw new ArgumentException("The file holds no weights.", nameof(whole));
    }

    private Model Load(byte[] bytes, bool compile = true)
    {
        string path = _folder.Path("m.h5");
        File.WriteAllBytes(path, bytes);
        return Model.Load(path, compile);
    }
}
