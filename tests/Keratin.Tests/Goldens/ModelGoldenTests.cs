using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Whole models that real Keras trained: its weights and its optimizer's state in, its outputs, its next step and its summary out.</summary>
public sealed class ModelGoldenTests
{
    private static GoldenModel Golden(string name) => new(ReferenceFiles.Path("goldens"), name);

    [Theory]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    [InlineData("uncompiled")]
    public void It_predicts_what_Keras_predicts(string name)
    {
        GoldenModel golden = Golden(name);
        Sequential model = golden.Load();
        double[] expected = golden.Expected.ToDoubles();
        Reference.Close(expected, model.Predict(golden.Input).ToDoubles(), 2e-6);
        Reference.Close(expected, model.ToPredictor().Predict(golden.Input).ToDoubles(), 2e-6);
    }

    [Theory]
    [InlineData("seq_dense")]
    [InlineData("seq_dense_named_adam_l2")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    public void It_makes_the_next_step_as_Keras_does(string name)
    {
        GoldenModel golden = Golden(name);
        Sequential model = golden.Load();
        Assert.True(golden.Resumes);
        (NDArray x, NDArray y) = golden.NextBatch;

        Assert.Equal(golden.NextLoss, model.TrainOnBatch(x, y)["loss"], 1e-6);

        NDArray[] weights = model.GetWeights();
        Assert.Equal(golden.NextWeights.Length, weights.Length);
        for (int i = 0; i < weights.Length; i++) Reference.Close(golden.NextWeights[i].ToDoubles(), weights[i].ToDoubles(), 2e-6);
    }

    [Theory]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    public void Its_summary_is_Keras_to_the_letter(string name)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Golden(name).Make().Summary(writer);
        Assert.Equal(File.ReadAllText(ReferenceFiles.Path("goldens", "text", $"summary_{name}.txt")).TrimEnd(), writer.ToString().TrimEnd());
    }
}
