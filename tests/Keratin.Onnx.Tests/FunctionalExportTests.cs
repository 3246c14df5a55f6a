using Keratin.Formats;

namespace Keratin.Tests;

/// <summary>Models of inputs and outputs, each through one file with batches of 1, 7 and 512 rows.</summary>
public sealed class FunctionalExportTests
{
    [Fact]
    public void Two_inputs_and_two_outputs_keep_their_names_and_share_the_batch()
    {
        Input title = new([6], name: "title"), body = new([2, 4], name: "body");
        KerasTensor h = new Concatenate().Call(new Dense(5, "relu").Call(title), new Flatten().Call(new Dense(3, "tanh").Call(body)));
        h = new Dropout(0.5).Call(new BatchNormalization().Call(h));
        var model = new Model(
            inputs: [title, body],
            outputs: [new Dense(1, "sigmoid", name: "priority").Call(h), new Dense(4, "softmax", name: "department").Call(h)], seed: 1);
        using OnnxFile file = Agreeing(model);
        Assert.Equal(["title", "body"], file.Inputs.Keys);
        Assert.Equal(["priority", "department"], file.Outputs.Keys);
        Assert.All(file.Inputs.Values.Concat(file.Outputs.Values), value => Assert.Equal("batch", value.SymbolicDimensions[0]));
        Assert.Equal([-1, 2, 4], file.Inputs["body"].Dimensions);
        Assert.Equal([-1, 4], file.Outputs["department"].Dimensions);
    }

    [Fact]
    public void A_layer_that_is_called_twice_has_its_weights_in_the_file_once()
    {
        Input left = new(6), right = new(6);
        var shared = new Dense(3, "relu");
        var model = new Model(inputs: [left, right], outputs: [new Dot(1, normalize: true).Call(shared.Call(left), shared.Call(right))], seed: 1);
        using OnnxFile file = Agreeing(model);
        Assert.Equal(["dense/kernel", "dense/bias"], Graph(file).Messages(5).Select(tensor => tensor.Text(8)).Where(name => name.StartsWith("dense", StringComparison.Ordinal)));
        Assert.Equal(2, Graph(file).Messages(1).Count(node => node.Texts(1).Contains("dense/kernel")));
    }

    [Fact]
    public void A_model_of_two_inputs_and_outputs_is_a_layer_of_another_even_twice()
    {
        Input a = new(3), b = new(3), x = new(3), y = new(3);
        KerasTensor sum = new Add().Call(a, b);
        var pair = new Model(inputs: [a, b], outputs: [new Dense(3, "tanh").Call(sum), new Dense(3).Call(sum)], name: "pair");
        KerasTensor[] once = pair.CallAll(x, y);
        using OnnxFile file = Agreeing(new Model(inputs: [x, y], outputs: [.. pair.CallAll(once), new Sequential(new Dense(3), new Dense(2)).Call(once[1])], seed: 1));
        Assert.Equal(["pair", "pair_1", "sequential"], file.Outputs.Keys);
    }

    [Fact]
    public void A_value_that_is_an_output_twice_has_two_names()
    {
        Input x = new(3), y = new(3);
        KerasTensor sum = new Add().Call(x, y);
        using OnnxFile file = Agreeing(new Model(inputs: [x, y], outputs: [sum, sum]));
        Assert.Equal(["add", "add_1"], file.Outputs.Keys);
    }

    [Fact]
    public void An_output_that_is_an_input_gets_another_name_and_takes_it_from_no_other_output()
    {
        Input x = new([3], name: "x"), y = new([3], name: "y");
        using OnnxFile file = Agreeing(new Model(inputs: [x, y], outputs: [x, new Add("x_1").Call(x, y)]));
        Assert.Equal(["x", "y"], file.Inputs.Keys);
        Assert.Equal(["x_2", "x_1"], file.Outputs.Keys);
    }

    [Fact]
    public void A_model_that_Keras_trained_computes_in_the_file_what_Keras_predicts()
    {
        NpzArchive weights = Npz.Load(ReferenceFiles.Path("goldens", "models", "functional_two_inputs.h5arrays.npz"));
        NpzArchive golden = Npz.Load(ReferenceFiles.Path("goldens", "models", "functional_two_inputs.npz"));
        Input left = new([6], name: "left"), right = new([4], name: "right");
        KerasTensor h = new Concatenate().Call(new Dense(5, "relu").Call(left), new Dense(3, "tanh").Call(right));
        var model = new Model(inputs: [left, right], outputs: [new Dense(2, "softmax", name: "out").Call(h)]);
        string[] groups = ["dense", "dense_1", "dense_2"];
        model.SetWeights([.. groups.SelectMany(group => (NDArray[])[weights[$"layers/{group}/vars/0"].ToNDArray(), weights[$"layers/{group}/vars/1"].ToNDArray()])]);
        using var file = new OnnxFile(model);
        NDArray y = file.Run(("left", golden["input_0"].ToNDArray()), ("right", golden["input_1"].ToNDArray()));
        OnnxFile.MustAgree(golden["expected"].ToNDArray().AsSpan(), y.AsSpan(), 2e-6);
    }

    private static OnnxFile Agreeing(Model model)
    {
        Numbers.Stir(model);
        var file = new OnnxFile(model);
        foreach (int rows in (int[])[1, 7, 512])
            file.MustAgree(model, [.. model.InputShapes.Select((shape, i) => Numbers.Rows(rows, shape[1..], seed: i))]);
        return file;
    }

    private static ProtoFields Graph(OnnxFile file) => new ProtoFields(file.Bytes).Message(7);
}
