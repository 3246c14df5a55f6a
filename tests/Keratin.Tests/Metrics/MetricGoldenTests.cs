using System.Text.Json;
using Keratin.Formats;

namespace Keratin.Tests;

public sealed class MetricGoldenTests
{
    [Theory]
    [InlineData("categorical_accuracy", "categorical_accuracy")]
    [InlineData("categorical_accuracy", "accuracy")]
    [InlineData("sparse_categorical_accuracy", "sparse_categorical_accuracy")]
    [InlineData("sparse_categorical_accuracy", "acc")]
    [InlineData("binary_accuracy", "binary_accuracy")]
    [InlineData("binary_accuracy", "accuracy")]
    [InlineData("mean_absolute_error", "mae")]
    [InlineData("mean_squared_error", "mse")]
    [InlineData("root_mean_squared_error", "root_mean_squared_error")]
    [InlineData("r2_score", "r2_score")]
    [InlineData("precision", "precision")]
    [InlineData("recall", "recall")]
    [InlineData("auc", "auc")]
    [InlineData("top_3", "")]
    public void The_metric_is_that_of_Keras_after_7_and_after_12_rows(string golden, string name)
    {
        JsonElement entry = GoldenTables.Entry("metrics", golden);
        Metric metric = name.Length > 0 ? name : new SparseTopKCategoricalAccuracy(k: 3);
        NpzArchive arrays = GoldenTables.Arrays();
        NDArray truth = arrays[entry.GetProperty("y_true").GetString()!].ToNDArray(), predictions = arrays[entry.GetProperty("y_pred").GetString()!].ToNDArray();
        foreach (int batchSize in (int[])[1, 5, 12])
        {
            Assert.Equal(entry.GetProperty("after_7_rows").GetDouble(), MetricRun.Of(metric, truth[..7], predictions[..7], batchSize: batchSize), 1e-6);
            Assert.Equal(entry.GetProperty("after_all_12_rows").GetDouble(), MetricRun.Of(metric, truth, predictions, batchSize: batchSize), 1e-6);
        }
    }
}
