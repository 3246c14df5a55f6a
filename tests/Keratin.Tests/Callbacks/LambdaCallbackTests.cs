namespace Keratin.Tests;

public sealed class LambdaCallbackTests
{
    [Fact]
    public void Each_function_runs_at_its_turn()
    {
        var turns = new List<string>();
        Examples.Regression(2).Fit(Examples.Numbers(4, 2), Examples.Numbers(4, 1), batchSize: 2, verbose: 0, callbacks:
        [
            new LambdaCallback(
                onTrainBegin: _ => turns.Add("begin"), onTrainEnd: logs => turns.Add($"end {logs.Count}"),
                onEpochBegin: (epoch, _) => turns.Add($"epoch {epoch}"), onEpochEnd: (epoch, logs) => turns.Add($"after {epoch} {logs.Count}"),
                onTrainBatchBegin: (batch, _) => turns.Add($"batch {batch}"), onTrainBatchEnd: (batch, logs) => turns.Add($"done {batch} {logs.Count}")),
        ]);
        Assert.Equal(["begin", "epoch 0", "batch 0", "done 0 2", "batch 1", "done 1 2", "after 0 2", "end 2"], turns);
    }

    [Fact]
    public void What_is_added_to_an_epochs_logs_gets_into_the_history()
    {
        History history = Examples.Regression(2).Fit(Examples.Numbers(4, 2), Examples.Numbers(4, 1), epochs: 2, verbose: 0,
            callbacks: [new LambdaCallback(onEpochEnd: (epoch, logs) => logs["mine"] = 10 * epoch)]);
        Assert.Equal([0, 10], history["mine"]);
    }
}
