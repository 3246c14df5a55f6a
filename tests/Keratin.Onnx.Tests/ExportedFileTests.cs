using Keratin.Core;
using Keratin.Formats;
using Microsoft.ML.OnnxRuntime;

namespace Keratin.Tests;

/// <summary>What stands in an exported file, and what is said where none can be made. Field numbers are those of onnx.proto.</summary>
public sealed class ExportedFileTests
{
    [Fact]
    public void The_file_states_its_maker_the_standard_operators_and_their_version()
    {
        using var file = new OnnxFile(Example());
        var model = new ProtoFields(file.Bytes);
        Assert.Equal(8, model.Number(1));
        Assert.Equal("Keratin", model.Text(2));
        Assert.Equal(typeof(Model).Assembly.GetName().Version!.ToString(3), model.Text(3));
        ProtoFields operators = model.Message(8);
        Assert.Equal("", operators.Text(1));
        Assert.Equal(17, operators.Number(2));
        Assert.All(model.Message(7).Messages(1), node => Assert.Empty(node.Texts(7)));
        Assert.Equal("Keratin", file.Metadata.ProducerName);
        Assert.Equal("prices", file.Metadata.GraphName);
    }

    [Fact]
    public void Input_and_output_have_the_models_names_and_a_batch_of_any_size()
    {
        using var file = new OnnxFile(Example());
        (string name, NodeMetadata input) = Assert.Single(file.Inputs);
        Assert.Equal("houses", name);
        Assert.Equal(["batch", ""], input.SymbolicDimensions);
        Assert.Equal([-1, 3], input.Dimensions);
        (name, NodeMetadata output) = Assert.Single(file.Outputs);
        Assert.Equal("dense_1", name);
        Assert.Equal(["batch", ""], output.SymbolicDimensions);
        Assert.Equal([-1, 2], output.Dimensions);
    }

    [Fact]
    public void Weights_are_there_once_each_under_their_names_and_operators_are_named_after_their_layers()
    {
        Sequential model = Example();
        using var file = new OnnxFile(model);
        ProtoFields graph = new ProtoFields(file.Bytes).Message(7);
        ProtoFields[] tensors = graph.Messages(5);
        Assert.Equal(model.Weights.Select(weight => weight.Name), tensors.Select(tensor => tensor.Text(8)));
        for (int i = 0; i < tensors.Length; i++)
        {
            Assert.Equal(model.Weights[i].Shape.Select(size => (long)size), tensors[i].All<long>(1));
            Assert.Equal(1, tensors[i].Number(2));
            Assert.Equal(model.Weights[i].Values.ToArray(), tensors[i].Bytes(9).Chunk(4).Select(bytes => BitConverter.ToSingle(bytes)));
        }
        ProtoFields[] nodes = graph.Messages(1);
        Assert.Equal(["MatMul", "Add", "Relu", "MatMul", "Add"], nodes.Select(node => node.Text(4)));
        Assert.Equal(["dense/MatMul", "dense/Add", "dense/Relu", "dense_1/MatMul", "dense_1/Add"], nodes.Select(node => node.Text(3)));
        Assert.Equal(["dense/MatMul", "dense/Add", "dense", "dense_1/MatMul", "dense_1"], nodes.Select(node => node.Text(2)));
        Assert.Equal(["houses", "dense/kernel"], nodes[0].Texts(1));
    }

    [Fact]
    public void A_weight_that_is_read_twice_is_one_tensor_and_so_is_a_number()
    {
        var model = new Sequential(new Input(3), new Twice());
        using var file = new OnnxFile(model);
        Assert.Equal(["twice/factor", "constant/0.5"], new ProtoFields(file.Bytes).Message(7).Messages(5).Select(tensor => tensor.Text(8)));
        file.MustAgree(model, Numbers.Rows(3, [3]));
    }

    [Fact]
    public void An_input_that_has_a_layers_name_keeps_it_and_the_output_takes_the_next()
    {
        var model = new Sequential(new Input([3], "x"), new Dense(2, name: "x"));
        using var file = new OnnxFile(model);
        Assert.Equal("x", Assert.Single(file.Inputs).Key);
        Assert.Equal("x_1", Assert.Single(file.Outputs).Key);
        file.MustAgree(model, Numbers.Rows(3, [3]));
    }

    [Fact]
    public void The_same_model_makes_the_same_bytes_compiled_trained_upon_or_not()
    {
        using var folder = new TemporaryFolder();
        Sequential model = Example();
        model.Export(folder.Path("a.onnx"));
        NDArray[] weights = model.GetWeights();
        model.Compile("adam", "mse");
        model.Fit(Numbers.Rows(8, [3]), Numbers.Rows(8, [2]), verbose: 0);
        model.Export(folder.Path("trained.onnx"));
        model.SetWeights(weights);
        model.Export(folder.Path("b.onnx"));
        Assert.Equal(File.ReadAllBytes(folder.Path("a.onnx")), File.ReadAllBytes(folder.Path("b.onnx")));
        Assert.NotEqual(File.ReadAllBytes(folder.Path("a.onnx")), File.ReadAllBytes(folder.Path("trained.onnx")));
        Assert.Equal(3, Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public void A_file_of_two_gibibytes_is_refused_before_any_is_written()
    {
        using var folder = new TemporaryFolder();
        var large = new float[1 << 24];
        OnnxTensor[] tensors = [.. Enumerable.Range(0, 32).Select(i => OnnxTensor.Of($"t{i}", [large.Length], large))];
        string path = folder.Path("large.onnx");
        var error = Assert.Throws<NotSupportedException>(() => new OnnxModel("test", "1", new OnnxGraph("large", [], tensors, [], [])).Save(path));
        Assert.Equal($"{path} would take 2.1 GB, but an ONNX file must stay below 2.1 GB: export a model with fewer weights.", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        Assert.Equal("Export writes .onnx files, but the name is \"model.pb\": end it in .onnx. (Parameter 'path')", Assert.Throws<ArgumentException>(() => Example().Export("model.pb")).Message);
        Assert.Throws<ArgumentException>(() => Example().Export(" "));
        Assert.Equal("Sequential \"sequential\" has no weights yet, so Export has nothing to work on: fit it first, or state inputShape in its first layer.",
            Assert.Throws<InvalidOperationException>(() => new Sequential(new Dense(1)).Export("model.onnx")).Message);
        Assert.Throws<DirectoryNotFoundException>(() => Example().Export(Path.Combine("no", "such", "folder.onnx")));
    }

    [Fact]
    public void An_operation_that_only_training_has_is_refused_with_its_layer()
    {
        using var folder = new TemporaryFolder();
        var model = new Sequential(new Input(3), new Dense(2), new Restless(name: "restless"));
        Assert.Equal("Restless \"restless\" computes DropoutMask[0.5], for which Export has no standard ONNX operators: write that layer with other operations, or export a model without it.",
            Assert.Throws<NotSupportedException>(() => model.Export(folder.Path("model.onnx"))).Message);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private static Sequential Example() => new([new Input([3], "houses"), new Dense(4, "relu"), new Dropout(0.5), new Dense(2)], seed: 1, name: "prices");

    private sealed class Twice : Layer
    {
        private Variable? _factor;

        protected override void Build(Shape inputShape) => _factor = AddWeight("factor", [inputShape.Last], "glorot_uniform");

        protected override Node Call(Node x, LayerContext context) => (x * _factor!.Read + 0.5f) * _factor.Read + 0.5f;
    }

    private sealed class Restless(string name) : Layer(name)
    {
        protected override Node Call(Node x, LayerContext context) => x * new Node(new DropoutMask(0.5f, 1, x.Shape), context.Iteration.Read);
    }
}
