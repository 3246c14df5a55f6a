using System.IO.Compression;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Whole models as files hold them, in Keras's form.</summary>
public sealed class ModelConfigTests
{
    private static Config Golden(string name)
    {
        using ZipArchive file = ZipFile.OpenRead(ReferenceFiles.Path("goldens", "models", $"{name}.keras"));
        using var bytes = new MemoryStream();
        using (Stream config = file.GetEntry("config.json")!.Open()) config.CopyTo(bytes);
        return ConfigJson.Read(bytes.ToArray());
    }

    [Theory]
    [InlineData("functional_two_inputs")]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_generic_config")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("uncompiled")]
    public void What_Keras_wrote_is_read_and_written_again(string name)
    {
        var model = (Model)Layer.Known.Read(Golden(name));
        Assert.True(model.Built);
        using var writer = new StringWriter { NewLine = "\n" };
        model.Summary(writer);
        string text = File.ReadAllText(ReferenceFiles.Path("goldens", "text", $"summary_{name.Replace("_generic_config", "")}.txt"));
        Assert.Equal(text[..text.IndexOf(" Total params", StringComparison.Ordinal)], writer.ToString()[..writer.ToString().IndexOf(" Total params", StringComparison.Ordinal)]);
        string json = model.ToObject().ToString();
        Assert.Equal(json, Layer.Known.Read(ConfigContract.Parse(json)).ToObject().ToString());
    }

    [Fact]
    public void A_functional_model_is_written_as_Keras_writes_it()
    {
        Config golden = Golden("functional_two_inputs"), own = Layer.Known.Read(Golden("functional_two_inputs")).ToObject();
        Assert.Equal(golden.GetString("module"), own.GetString("module"));
        Assert.Equal("Functional", own.GetString("registered_name"));
        Config expected = golden.GetOptionalConfig("config")!, config = own.GetOptionalConfig("config")!;
        Assert.Equal(expected.Names, config.Names);
        Assert.Equal(ConfigJson.Text(expected.GetValue("input_layers")), ConfigJson.Text(config.GetValue("input_layers")));
        Assert.Equal(ConfigJson.Text(expected.GetValue("output_layers")), ConfigJson.Text(config.GetValue("output_layers")));
        foreach ((object? layer, object? written) in expected.GetOptionalList("layers")!.Zip(config.GetOptionalList("layers")!))
        {
            Assert.Equal(((Config)layer!).GetString("name"), ((Config)written!).GetString("name"));
            Assert.Equal(ConfigJson.Text(((Config)layer).GetValue("inbound_nodes")), ConfigJson.Text(((Config)written).GetValue("inbound_nodes")));
        }
    }

    [Fact]
    public void Shared_layers_and_models_with_several_outputs_come_back_with_the_same_outputs()
    {
        Input a = new(3), b = new(3), x = new(3);
        var inner = new Model(inputs: [a, b], outputs: [new Add().Call(a, b), new Dense(2).Call(b)], name: "inner");
        var shared = new Dense(3, "tanh");
        KerasTensor once = shared.Call(x);
        KerasTensor[] both = inner.CallAll(shared.Call(once), once);
        var model = new Model(inputs: [x], outputs: [new Subtract().Call(both[0], once), both[1]], name: "outer");
        NDArray data = Examples.Numbers(5, 3);

        var read = (Model)Layer.Known.Read(ConfigContract.Parse(model.ToObject().ToString()));
        read.SetWeights(model.GetWeights());

        Assert.Equal("outer", read.Name);
        Assert.Equal(model.Predict([data]).Select(output => output.Bits()), read.Predict([data]).Select(output => output.Bits()));
    }

    [Fact]
    public void Older_forms_are_read_too()
    {
        var model = (Model)Layer.Known.Read(ConfigContract.Parse(
            """
            {"class_name":"Functional","config":{"name":"old","layers":[
                {"class_name":"Dense","config":{"name":"d","units":2},"name":"d","inbound_nodes":[[["x",0,0,{}]]]},
                {"class_name":"InputLayer","config":{"batch_input_shape":[null,3],"dtype":"float32","sparse":false,"name":"x"},"name":"x","inbound_nodes":[]},
                {"class_name":"Add","config":{"name":"a"},"name":"a","inbound_nodes":[[["d",0,0,{}],["d",0,0,{}]]]}],
            "input_layers":[["x",0,0]],"output_layers":[["a",0,0]]}}
            """));
        Assert.Equal([Shape.Batch, 2], model.OutputShape!);
        Assert.Equal(["d", "a"], model.Layers.Select(layer => layer.Name));
    }

    [Theory]
    [InlineData("\"input_layers\":[\"y\",0,0],\"output_layers\":[\"d\",0,0]", "[[\"x\",0,0,{}]]", "The setting \"input_layers\" names [\"y\",0,0], which no layer makes.")]
    [InlineData("\"input_layers\":[\"x\",0,0],\"output_layers\":[\"d\",1,0]", "[[\"x\",0,0,{}]]", "The setting \"output_layers\" names [\"d\",1,0], which no layer makes.")]
    [InlineData("\"input_layers\":[\"x\",0,0],\"output_layers\":[\"d\",0,0]", "[[\"d\",0,0,{}]]", "The layer \"d\" is called with what no layer makes.")]
    [InlineData("\"input_layers\":[\"x\",0,0],\"output_layers\":[\"d\",0,0]", "{\"args\":[3],\"kwargs\":{}}", "is called with 3 where a value of the model is expected.")]
    [InlineData("\"input_layers\":[\"x\",0,0],\"output_layers\":[\"d\",0,0]", "{\"args\":[],\"kwargs\":{\"mask\":[null],\"scale\":2}}", "is called with scale: 2, which is not known here.")]
    [InlineData("\"input_layers\":[\"x\",0,0],\"output_layers\":[\"d\",0,0]", "{\"args\":[],\"kwargs\":{\"mask\":[null]}}", "takes one value but was called with 0")]
    [InlineData("\"input_layers\":[\"x\",-1,0],\"output_layers\":[\"d\",0,0]", "[[\"x\",0,0,{}]]", "names [\"x\",-1,0], which no layer makes.")]
    public void Damaged_graphs_are_refused_in_words(string ends, string call, string words)
    {
        var error = Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse(
            "{\"class_name\":\"Functional\",\"config\":{\"name\":\"m\",\"layers\":[{\"class_name\":\"InputLayer\",\"config\":{\"batch_shape\":[null,3],\"name\":\"x\"},\"name\":\"x\",\"inbound_nodes\":[]},"
            + "{\"class_name\":\"Dense\",\"config\":{\"name\":\"d\",\"units\":2},\"name\":\"d\",\"inbound_nodes\":[" + call + "]}]," + ends + "}}")));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[null,0]")]
    [InlineData("[null,\"3\"]")]
    [InlineData("3")]
    public void A_shape_that_is_none_is_refused(string shape) =>
        Assert.Contains("must be the batch and then positive sizes", Assert.Throws<InvalidDataException>(() =>
            Layer.Known.Read(ConfigContract.Parse("{\"class_name\":\"InputLayer\",\"config\":{\"batch_shape\":" + shape + "}}"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_Sequential_that_knows_its_input_is_built_again()
    {
        var model = new Sequential(new Dense(2), new Dense(1));
        var unbuilt = (Sequential)Layer.Known.Read(ConfigContract.Parse(model.ToObject().ToString()));
        Assert.False(unbuilt.Built);
        model.Predict(Examples.Numbers(2, 3));
        var built = (Sequential)Layer.Known.Read(ConfigContract.Parse(model.ToObject().ToString()));
        Assert.Equal([Shape.Batch, 3], built.InputShape!);
        Assert.Equal(model.Weights.Select(weight => (weight.Name, weight.Shape)), built.Weights.Select(weight => (weight.Name, weight.Shape)));
    }
}
