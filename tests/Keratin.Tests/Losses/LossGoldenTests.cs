using System.Text.Json;
using Keratin.Parity;

namespace Keratin.Tests;

public sealed class LossGoldenTests
{
    private static readonly Dictionary<string, Loss> Losses = new()
    {
        ["categorical_crossentropy"] = "categorical_crossentropy",
        ["categorical_crossentropy_from_logits"] = new CategoricalCrossentropy(fromLogits: true),
        ["categorical_crossentropy_label_smoothing"] = new CategoricalCrossentropy(labelSmoothing: 0.1),
        ["sparse_categorical_crossentropy"] = "sparse_categorical_crossentropy",
        ["sparse_categorical_crossentropy_from_logits"] = new SparseCategoricalCrossentropy(fromLogits: true),
        ["binary_crossentropy"] = "binary_crossentropy",
        ["binary_crossentropy_from_logits"] = new BinaryCrossentropy(fromLogits: true),
        ["mean_squared_error"] = "mse",
        ["mean_absolute_error"] = "mae",
        ["huber"] = "huber",
        ["log_cosh"] = "log_cosh",
        ["mean_absolute_percentage_error"] = "mean_absolute_percentage_error",
        ["kl_divergence"] = "kl_divergence",
        ["hinge"] = "hinge",
        ["cosine_similarity"] = "cosine_similarity",
        ["poisson"] = "poisson",
    };

    public static TheoryData<string> Names => [.. Losses.Keys];

    // The reference is exact and Keras computes in float32; a row holds exact 0 and 1, where clipping decides.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_of_each_sample_and_their_mean_are_those_of_Keras(string name)
    {
        JsonElement entry = GoldenTables.Entry("losses", name);
        double[] loss = GoldenTables.Run(entry, Losses[name].Call);
        double[] expected = GoldenTables.Arrays()[entry.GetProperty("per_sample").GetString()!].ToNDArray().ToDoubles();
        Reference.Close(expected, loss, 2e-6);
        Assert.Equal(entry.GetProperty("mean").GetDouble(), loss.Average(), 2e-6 * Math.Max(1, loss.Average()));
    }
}
