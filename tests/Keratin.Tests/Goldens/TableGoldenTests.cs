using System.Text.Json;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>The engine's losses, metrics and activations of given numbers against real Keras, by models that pass their input on.</summary>
public sealed class TableGoldenTests
{
    // Near zero, Keras on PyTorch is 3e-8 off: its cross-entropy of a large logit has few digits left.
    private const double Relative = 1e-5;
    private const double Absolute = 1e-7;

    [Theory]
    [InlineData("categorical_crossentropy")]
    [InlineData("categorical_crossentropy_from_logits")]
    [InlineData("categorical_crossentropy_label_smoothing")]
    [InlineData("sparse_categorical_crossentropy")]
    [InlineData("sparse_categorical_crossentropy_from_logits")]
    [InlineData("binary_crossentropy")]
    [InlineData("binary_crossentropy_from_logits")]
    [InlineData("mean_squared_error")]
    [InlineData("mean_absolute_error")]
    [InlineData("huber")]
    [InlineData("log_cosh")]
    [InlineData("mean_absolute_percentage_error")]
    [InlineData("kl_divergence")]
    [InlineData("hinge")]
    [InlineData("cosine_similarity")]
    [InlineData("poisson")]
    public void Evaluate_of_each_row_and_of_all_gives_Keras_loss(string name)
    {
        JsonElement entry = GoldenTables.Entry("losses", name);
        (NDArray y, NDArray predictions) = Data(entry);
        Sequential model = Identity(name switch
        {
            "categorical_crossentropy_from_logits" => new CategoricalCrossentropy(fromLogits: true),
            "categorical_crossentropy_label_smoothing" => new CategoricalCrossentropy(labelSmoothing: 0.1),
            "sparse_categorical_crossentropy_from_logits" => new SparseCategoricalCrossentropy(fromLogits: true),
            "binary_crossentropy_from_logits" => new BinaryCrossentropy(fromLogits: true),
            _ => name,
        });

        double[] expected = GoldenTables.Arrays()[entry.GetProperty("per_sample").GetString()!].ToNDArray().ToDoubles();
        for (int row = 0; row < expected.Length; row++) Close(expected[row], model.Evaluate(predictions[row..(row + 1)], y[row..(row + 1)]).Loss);
        Close(entry.GetProperty("mean").GetDouble(), model.Evaluate(predictions, y).Loss);
    }

    [Theory]
    [InlineData("categorical_accuracy", "categorical_crossentropy")]
    [InlineData("sparse_categorical_accuracy", "sparse_categorical_crossentropy")]
    [InlineData("binary_accuracy", "binary_crossentropy")]
    [InlineData("mean_absolute_error", "mse")]
    [InlineData("mean_squared_error", "mae")]
    [InlineData("root_mean_squared_error", "mae")]
    [InlineData("r2_score", "mae")]
    [InlineData("precision", "binary_crossentropy")]
    [InlineData("recall", "binary_crossentropy")]
    [InlineData("auc", "binary_crossentropy")]
    public void Evaluate_of_seven_rows_and_of_all_gives_Keras_metric(string name, string loss)
    {
        JsonElement entry = GoldenTables.Entry("metrics", name);
        (NDArray y, NDArray predictions) = Data(entry);
        Sequential model = Identity(loss, name);

        Close(entry.GetProperty("after_7_rows").GetDouble(), model.Evaluate(predictions[..7], y[..7])[name]);
        Close(entry.GetProperty("after_all_12_rows").GetDouble(), model.Evaluate(predictions, y)[name]);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("relu")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    [InlineData("softmax")]
    [InlineData("log_softmax")]
    [InlineData("elu")]
    [InlineData("selu")]
    [InlineData("gelu")]
    [InlineData("softplus")]
    [InlineData("softsign")]
    [InlineData("silu")]
    [InlineData("leaky_relu")]
    [InlineData("hard_sigmoid")]
    [InlineData("exponential")]
    [InlineData("relu6")]
    [InlineData("mish")]
    [InlineData("hard_silu")]
    public void Predict_of_an_activation_gives_Keras_values(string name)
    {
        double[] expected = GoldenTables.Arrays()[$"act__{name}"].ToNDArray().ToDoubles();

        NDArray actual = new Sequential(new Activation(name)).Predict(GoldenTables.Arrays()["activation_x"].ToNDArray());

        Reference.Close(expected, actual.ToDoubles(), 5e-7);
    }

    private static Sequential Identity(Loss loss, params Metric[] metrics)
    {
        var model = new Sequential(new Activation("linear"));
        model.Compile(loss: loss, metrics: metrics);
        return model;
    }

    private static (NDArray Y, NDArray Predictions) Data(JsonElement entry) =>
        (GoldenTables.Arrays()[entry.GetProperty("y_true").GetString()!].ToNDArray(), GoldenTables.Arrays()[entry.GetProperty("y_pred").GetString()!].ToNDArray());

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, Absolute + Relative * Math.Abs(expected));
}
