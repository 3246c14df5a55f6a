using System.Text;
using System.Text.Json;
using Keratin.Core;
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

    private Model Load(byte[] bytes, bool compile = true)
    {
        string path = _folder.Path("m.h5");
        File.WriteAllBytes(path, bytes);
        return Model.Load(path, compile);
    }
}
