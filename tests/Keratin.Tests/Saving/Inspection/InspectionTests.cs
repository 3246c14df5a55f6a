using System.Text.RegularExpressions;
using Keratin.Formats;

namespace Keratin.Tests;

/// <summary>What is told of files, character by character, and without their numbers.</summary>
public sealed partial class InspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model() => Assert.Equal(
        """
        plants.keras: Keras model (.keras), 19.78 KB

        Saved      (date)
        Keras      3.0.0
        Made by    Keratin (version)
        Model      plants (Sequential)
        Input      measurements float32 (None, 3)
        Output     dense_1 (None, 1)
        Weights    21 numbers in 4 arrays, float32
        Optimizer  Adam, learning rate 0.01
        Loss       binary_crossentropy
        Metrics    accuracy
        Kept       44 numbers of the optimizer in 10 arrays, after 1 step
        Seed       11
        Columns    age (float_rescaled), height (float), width (float)

        Layer    Class    Output shape  Parameters  Weights
        ───────────────────────────────────────────────────
        dense    Dense    (None, 4)             16  3×4, 4
        dropout  Dropout  (None, 4)              0
        dense_1  Dense    (None, 1)              5  4×1, 1

        Metadata
        ────────────────────────────────────────────────────────────────────────────────────────────────
        author    Ada
        made of   the plants of 1843, without those that nobody could name; measured twice by two
                  people, who did not know of each other

        """, PageOf("plants.keras"));

    [Fact]
    public void A_model_of_any_form_with_layers_that_are_not_known()
    {
        InspectionSamples.Branches().Save(_folder.Path("branches.keras"));
        InspectionSamples.Change(_folder.Path("branches.keras"), config => config.Replace("Concatenate", "Attention", StringComparison.Ordinal).Replace("BatchNormalization", "RMSNormalization", StringComparison.Ordinal));
        Assert.Throws<InvalidDataException>(() => Model.Load(_folder.Path("branches.keras")));
        Assert.Equal(
            """
            branches.keras: Keras model (.keras), 34.06 KB

            Saved      (date)
            Keras      3.0.0
            Made by    Keratin (version)
            Model      functional (Functional)
            Input      a float32 (None, 4)
                       b float32 (None, 4)
            Output     p (None, 1)
                       q (None, 2)
            Weights    107 numbers in 12 arrays, float32
            Optimizer  SGD, learning rate by CosineDecay
            Loss       mse, sparse_categorical_crossentropy
            Metrics    mae, accuracy
            Kept       1 number of the optimizer in 1 array, after 0 steps
            Seed       3

            Layer                  Class               Output shape  Parameters  Weights
            ────────────────────────────────────────────────────────────────────────────
            a                      InputLayer          (None, 4)              0
            shared                 Dense               (None, 4)             20  4×4, 4
            b                      InputLayer          (None, 4)              0
            inner                  Sequential          (None, 6)             54
              dense                Dense               (None, 6)             30  4×6, 6
              batch_normalization  RMSNormalization *  ?                      0
            concatenate            Attention *         (None, 10)             0
            p                      Dense               (None, 1)             11  10×1, 1
            q                      Dense               (None, 2)             22  10×2, 2

            * Not known here, so that Model.Load refuses the file: RMSNormalization, Attention.

            """, Page("branches.keras"));
    }

    [Fact]
    public void A_model_from_before() => Assert.Equal(
        """
        legacy.h5: Keras model in one HDF5 file (.h5), 19.49 KB

        Keras      2.4.0
        Model      sequential (Sequential)
        Input      input_layer (None, 3)
        Output     last (None, 1)
        Weights    19 numbers in 8 arrays, float32
        Optimizer  RMSprop, learning rate 0.002
        Loss       BinaryCrossentropy
        Metrics    binary_accuracy

        Layer    Class               Output shape  Parameters  Weights
        ─────────────────────────────────────────────────────────────────
        first    Dense               (None, 2)              8  3×2, 2
        dropout  Dropout             (None, 2)              0
        norm     BatchNormalization  (None, 2)              8  2, 2, 2, 2
        reshape  Reshape             (None, 2, 1)           0
        flatten  Flatten             (None, 2)              0
        last     Dense               (None, 1)              3  2×1, 1

        """, PageOf("legacy.h5"));

    [Fact]
    public void Weights_of_Keras_s_own() => Assert.Equal(
        """
        plants.weights.h5: Keras weights (.weights.h5), 16.62 KB

        Arrays  21 numbers in 4 arrays, float32
        Kept    44 numbers of the optimizer in 10 arrays, after 1 step

        Array                  Type     Shape   Numbers
        ───────────────────────────────────────────────
        layers/dense/vars/0    float32  (3, 4)       12
        layers/dense/vars/1    float32  (4,)          4
        layers/dense_1/vars/0  float32  (4, 1)        4
        layers/dense_1/vars/1  float32  (1,)          1

        """, PageOf("plants.weights.h5"));

    [Fact]
    public void Named_arrays() => Assert.Equal(
        """
        plants.safetensors: named arrays (.safetensors), 428 bytes

        Arrays  21 numbers in 4 arrays, float32

        Array           Type     Shape   Numbers
        ────────────────────────────────────────
        dense/bias      float32  (4,)          4
        dense/kernel    float32  (3, 4)       12
        dense_1/bias    float32  (1,)          1
        dense_1/kernel  float32  (4, 1)        4

        Metadata
        ─────────────────
        format    keratin
        model     plants
        seed      11

        """, PageOf("plants.safetensors"));

    [Fact]
    public void Arrays_of_NumPy()
    {
        Npz.Save(_folder.Path("all.npz"), ("x", NpyArray.Create<double>([1, 2], [2])), ("yes", NpyArray.Create<bool>([true], [1, 1])));
        Assert.Equal(
            """
            all.npz: NumPy arrays (.npz), (packed) bytes

            Arrays  3 numbers in 2 arrays, float64, bool

            Array  Type     Shape   Numbers
            ───────────────────────────────
            x      float64  (2,)          2
            yes    bool     (1, 1)        1

            """, Packed().Replace(Page("all.npz"), "(packed)"));
        Assert.Equal(
            """
            numbers.npy: NumPy array (.npy), 140 bytes

            Arrays  6 numbers in 1 array, int16

            Array    Type   Shape   Numbers
            ───────────────────────────────
            numbers  int16  (2, 3)        6

            """, PageOf("numbers.npy"));
    }

    [Fact]
    public void An_exported_model() => Assert.Equal(
        """
        plants.onnx: ONNX model (.onnx), 617 bytes

        Made by    Keratin (version)
        Operators  6 nodes, opset 17
        Model      plants
        Input      measurements float32 (batch, 3)
        Output     dense_1 float32 (batch, 1)
        Weights    21 numbers in 4 arrays, float32

        Array           Type     Shape   Numbers
        ────────────────────────────────────────
        dense/kernel    float32  (3, 4)       12
        dense/bias      float32  (4,)          4
        dense_1/kernel  float32  (4, 1)        4
        dense_1/bias    float32  (1,)          1

        Operator  Nodes
        ───────────────
        Add           2
        MatMul        2
        Relu          1
        Sigmoid       1

        """, PageOf("plants.onnx"));

    [Fact]
    public void An_ONNX_file_of_another_program()
    {
        // Weights among the inputs, as before 2019; sizes packed; an axis without a name; an operator and a set of another domain.
        ProtoMessage weight = new ProtoMessage().Add(1, 2, stream => stream.Write([2, 3])).Add(2, 10L).Add(8, "w").Add(9, 12, stream => stream.Write(new byte[12]));
        ProtoMessage graph = new ProtoMessage()
            .Add(1, new ProtoMessage().Add(1, "x").Add(4, "Gelu").Add(7, "com.example").Add(5, new ProtoMessage().Add(1, "alpha")))
            .Add(1, new ProtoMessage().Add(4, "Relu").Add(7, "ai.onnx"))
            .Add(5, weight)
            .Add(11, Value("x", 1, new ProtoMessage().Add(2, "N"), new ProtoMessage(), new ProtoMessage().Add(1, 224)))
            .Add(11, Value("w", 10))
            .Add(12, Value("y", 7, new ProtoMessage().Add(2, "N")));
        ProtoMessage model = new ProtoMessage().Add(1, 9).Add(2, "other").Add(7, graph)
            .Add(8, new ProtoMessage().Add(1, "com.example").Add(2, 3)).Add(8, new ProtoMessage().Add(1, "ai.onnx").Add(2, 21))
            .Add(14, new ProtoMessage().Add(1, "author").Add(2, "Ada"));
        using (FileStream stream = File.Create(_folder.Path("other.onnx"))) model.WriteTo(stream);

        ModelFileDescription file = Model.Inspect(_folder.Path("other.onnx"));
        Assert.Equal([new ValueDescription("x", "float32", "(N, ?, 224)")], file.Inputs);
        Assert.Equal([new ValueDescription("y", "int64", "(N,)")], file.Outputs);
        Assert.Equal([new ArrayDescription("w", "float16", [2, 3])], file.Arrays);
        Assert.Equal(["Relu: 1", "com.example.Gelu: 1"], file.Operators.Select(one => $"{one.Key}: {one.Value}").Order(StringComparer.Ordinal));
        Assert.Equal((21, "other", "Ada"), (file.Opset!.Value, file.Producer, file.Metadata["author"]));

        static ProtoMessage Value(string name, long type, params ProtoMessage[] axes) =>
            new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, type).Add(2, new ProtoMessage().AddAll(1, axes))));
    }

    [Fact]
    public void The_members_say_what_the_page_does()
    {
        InspectionSamples.WriteAll(_folder);
        ModelFileDescription file = Model.Inspect(_folder.Path("plants.keras"));
        Assert.Equal(21, file.ParameterCount);
        Assert.Equal(new FileInfo(file.Path).Length, file.Size);
        Assert.InRange(file.Saved!.Value, DateTime.Now.AddMinutes(-10), DateTime.Now);
        Assert.Equal([16L, 0L, 5L], file.Layers.Select(layer => layer.ParameterCount!.Value));
        Assert.Equal(["layers/dense/vars/0", "layers/dense/vars/1"], file.Layers[0].Weights.Select(weight => weight.Name));
        Assert.Equal([3, 4], file.Layers[0].Weights[0].Shape);
        Assert.Equal((0.01f, 1L, 44), ((float)file.Training!.LearningRate!.Value, file.OptimizerSteps!.Value, file.OptimizerArrays.Sum(array => array.Shape.Size)));
        Assert.Equal("Ada", file.Metadata["author"]);
        Assert.Equal("float_rescaled", file.Columns["age"]);
        Assert.Empty(file.UnknownClasses);
        Assert.Equal(2, Model.Inspect(_folder.Path("plants.onnx")).Operators["MatMul"]);
    }

    [Fact]
    public void The_content_decides_and_not_the_name()
    {
        foreach (string name in InspectionSamples.WriteAll(_folder))
        {
            ModelFileFormat format = Model.Inspect(_folder.Path(name)).Format;
            File.Move(_folder.Path(name), _folder.Path("file"));
            Assert.Equal(format, Model.Inspect(_folder.Path("file")).Format);
            File.Delete(_folder.Path("file"));
        }
        File.WriteAllText(_folder.Path("letter.keras"), "Dear reader,");
        Assert.Equal($"{_folder.Path("letter.keras")} cannot be read: by its first bytes it is no file of a kind that is known here (.keras, .h5, .weights.h5, .safetensors, .npz, .npy, .onnx).",
            Assert.Throws<InvalidDataException>(() => Model.Inspect(_folder.Path("letter.keras"))).Message);
        File.WriteAllBytes(_folder.Path("empty.npy"), []);
        Assert.Throws<InvalidDataException>(() => Model.Inspect(_folder.Path("empty.npy")));
    }

    [Fact]
    public void No_numbers_are_read()
    {
        var model = new Sequential(new Dense(2_000, inputShape: [2_000]));
        foreach (string name in (string[])["large.weights.h5", "large.safetensors", "large.npz"]) model.SaveWeights(_folder.Path(name));
        model.Save(_folder.Path("large.keras"));
        model.Export(_folder.Path("large.onnx"));
        Npy.Save(_folder.Path("large.npy"), model.GetWeights()[0]);
        foreach (string path in Directory.GetFiles(_folder.Root))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.InRange(Model.Inspect(path).ParameterCount, 4_000_000, 4_002_000);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void Elements_of_types_that_are_not_read_are_named()
    {
        byte[] description = [.. "{'descr': '<c16', 'fortran_order': False, 'shape': (2,), }"u8];
        File.WriteAllBytes(_folder.Path("complex.npy"), [0x93, .. "NUMPY"u8, 1, 0, (byte)description.Length, 0, .. description, .. new byte[32]]);
        Assert.Equal("<c16", Assert.Single(Model.Inspect(_folder.Path("complex.npy")).Arrays).Type);
        byte[] header = [.. """{"x":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}}"""u8];
        File.WriteAllBytes(_folder.Path("small.safetensors"), [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. header, 1, 2]);
        Assert.Equal("F8_E4M3", Assert.Single(Model.Inspect(_folder.Path("small.safetensors")).Arrays).Type);
    }

    [Fact]
    public void A_text_of_a_file_cannot_steer_the_terminal()
    {
        Sequential model = InspectionSamples.Stack();
        model.Metadata["author"] = "\u001b[2Jnobody\n\u009b1A";
        model.Save(_folder.Path("plants.keras"));
        Assert.Contains("author    ·[2Jnobody··1A\n", Model.Inspect(_folder.Path("plants.keras")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conv2d", new[] { "Conv2D", "MaxPooling2D" }, new[] { "?", "(None, 5, 5, 4)", "(None, 5, 5, 5)", "(None, 125)", "(None, 10)" }, 1_485)]
    [InlineData("lstm", new[] { "LSTM" }, new[] { "(None, 6, 5)", "(None, 3)", "(None, 1)" }, 312)]
    [InlineData("functional_two_inputs", new string[0], new[] { "(None, 6)", "(None, 4)", "(None, 5)", "(None, 3)", "(None, 8)", "(None, 2)" }, 68)]
    public void Files_of_real_Keras(string name, string[] unknown, string[] shapes, long parameters)
    {
        ModelFileDescription file = Model.Inspect(ReferenceFiles.Path("goldens", "models", $"{name}.keras"));
        Assert.Equal("3.15.1", file.KerasVersion);
        Assert.Equal(unknown, file.UnknownClasses);
        Assert.Equal(shapes, file.Layers.Select(layer => layer.OutputShape ?? "?"));
        Assert.Equal(parameters, file.ParameterCount);
        Assert.Equal(parameters, file.Layers.Sum(layer => layer.ParameterCount));
    }

    private string PageOf(string name)
    {
        InspectionSamples.WriteAll(_folder);
        return Page(name);
    }

    private string Page(string name)
    {
        string page = Model.Inspect(_folder.Path(name)).ToString();
        Assert.All(page.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        return Version().Replace(Date().Replace(page, "(date)"), "(version)");
    }

    [GeneratedRegex(@"(?<=Saved      )\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Date();

    [GeneratedRegex(@"\d+(?= bytes)")]
    private static partial Regex Packed();

    [GeneratedRegex(@"(?<=Keratin )\d+\.\d+\.\d+")]
    private static partial Regex Version();
}
