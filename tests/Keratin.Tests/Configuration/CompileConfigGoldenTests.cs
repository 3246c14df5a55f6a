using System.IO.Compression;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>What real Keras saved of how models were compiled.</summary>
public sealed class CompileConfigGoldenTests
{
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
    public void Optimizer_loss_and_metrics_are_made_and_written_again(string name)
    {
        Config saved = Saved(name), optimizer = saved.GetOptionalConfig("optimizer")!;
        Config written = Optimizer.Known.Read(optimizer).ToObject();
        Assert.Equal("keras.optimizers", written.GetString("module"));
        Assert.Equal(optimizer.GetString("class_name"), written.GetString("class_name"));
        Assert.Equal(WithoutNewer(optimizer.GetOptionalConfig("config")!), written.GetOptionalConfig("config")!.ToString());

        object loss = saved.GetValue("loss")!;
        Assert.Equal(ConfigJson.Text(loss), ConfigJson.Text(Loss.Known.Read(loss).InFiles));

        foreach (object? metric in saved.GetOptionalList("metrics") ?? [])
            Assert.Equal(ConfigJson.Text(metric), ConfigJson.Text(Metric.Known.Read(metric!).InFiles));
    }

    private static string WithoutNewer(Config config)
    {
        var old = new Config();
        foreach ((string name, object? value) in config.Values)
            if (name != "gradient_accumulation_steps") old.SetValue(name, value);
        return old.ToString();
    }

    private static Config Saved(string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(ReferenceFiles.Path("goldens", "models", $"{name}.keras"));
        using Stream stream = archive.GetEntry("config.json")!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return ConfigJson.Read(bytes.ToArray()).GetOptionalConfig("compile_config")!;
    }
}
