using System.Text.Json;

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
    public void The_mean_over_samples_is_Keras_metric_after_7_and_after_12_rows(string golden, string name)
    {
        Metric metric = name;
        JsonElement entry = GoldenTables.Entry("metrics", golden);
        double[] values = GoldenTables.Run(entry, metric.Call);
        Assert.Equal(12, values.Length);
        Assert.Equal(entry.GetProperty("after_7_rows").GetDouble(), values.Take(7).Average(), 1e-6);
        Assert.Equal(entry.GetProperty("after_all_12_rows").GetDouble(), values.Average(), 1e-6);
    }
}
