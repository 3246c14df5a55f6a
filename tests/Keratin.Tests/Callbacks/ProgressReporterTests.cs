namespace Keratin.Tests;

public sealed class ProgressReporterTests
{
    [Theory]
    [InlineData(false, "0/2: 2, 1/2: 2")]
    [InlineData(true, "0/2 0: 2, 0/2 1: 2, 0/2: 2, 1/2 0: 2, 1/2 1: 2, 1/2: 2")]
    public void Each_epoch_or_each_step_is_told(bool everyStep, string expected)
    {
        var told = new List<string>();
        Examples.Regression(2).Fit(Examples.Numbers(4, 2), Examples.Numbers(4, 1), batchSize: 2, epochs: 2, verbose: 0, callbacks: [new ProgressReporter(new Told(told), everyStep)]);
        Assert.Equal(expected, string.Join(", ", told));
    }

    private sealed class Told(List<string> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add($"{value.Epoch}/{value.Epochs}{(value.Batch is { } batch ? $" {batch}" : "")}: {value.Logs.Count}");
    }
}
