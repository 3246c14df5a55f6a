namespace Keratin.Tests;

public sealed class CrossValidationResultTests
{
    private static CrossValidationResult Three() => new(
    [
        Outcome(seed: 11, [(2, 0.25), (1, 0.5)], loss: 8, accuracy: 0.5),
        Outcome(seed: 12, [(4, 0.5), (3, 0.5)], loss: 10, accuracy: 0.00025),
        Outcome(seed: 13, [(3, 0.75), (5, 0.125)], loss: 12, accuracy: 1),
    ]);

    private static FoldOutcome Outcome(int seed, (double Loss, double Accuracy)[] epochs, double loss, double accuracy)
    {
        var history = new History(seed, HistoryTests.Reporting("accuracy"));
        for (int i = 0; i < epochs.Length; i++)
            history.Add(i, new Dictionary<string, double> { ["val_loss"] = epochs[i].Loss, ["val_accuracy"] = epochs[i].Accuracy });
        return new FoldOutcome(history, new Evaluation([("loss", loss), ("accuracy", accuracy)]));
    }

    [Fact]
    public void Scores_are_in_the_order_of_the_folds_with_their_mean_and_population_spread()
    {
        CrossValidationResult folds = Three();
        Assert.Equal([8, 10, 12], folds.Scores["loss"]);
        Assert.Equal(10, folds.Mean["loss"]);
        Assert.Equal(Math.Sqrt(8.0 / 3), folds.Std["loss"]);
        Assert.Equal(["loss", "accuracy"], folds.Mean.Keys);
        Assert.Equal([10, folds.Mean["accuracy"]], folds.Mean.Values);
        Assert.Equal(2, folds.Std.Count);
        Assert.True(folds.Scores.ContainsKey("accuracy"));
        Assert.False(folds.Scores.TryGetValue("mae", out _));
    }

    [Fact]
    public void The_table_has_a_line_per_fold_then_the_mean_and_the_spread()
    {
        string expected = string.Join('\n',
            " fold     loss    accuracy",
            "    1   8.0000      0.5000",
            "    2  10.0000  2.5000e-04",
            "    3  12.0000      1.0000",
            " mean  10.0000      0.5001",
            "± std   1.6330      0.4081");
        Assert.Equal(expected, Three().ToString());
    }

    [Fact]
    public void The_mean_history_is_the_mean_over_the_folds_in_each_epoch()
    {
        History mean = Three().MeanHistory;
        Assert.Equal([3, 3], mean["val_loss"]);
        Assert.Equal([0.5, 0.375], mean["val_accuracy"]);
        Assert.Equal(11, mean.Seed);
    }

    [Fact]
    public void The_best_epoch_is_the_one_of_the_mean_curve()
    {
        CrossValidationResult folds = Three();
        Assert.Equal(0, folds.BestEpoch());
        Assert.Equal(0, folds.BestEpoch("val_accuracy"));
        Assert.Equal(1, new CrossValidationResult([Outcome(1, [(2, 0.5), (1, 0.75), (3, 0.5)], 1, 1)]).BestEpoch("val_loss"));
        Assert.Contains("val_accuracy, val_loss", Assert.Throws<KeyNotFoundException>(() => folds.BestEpoch("val_mae")).Message);
    }

    [Fact]
    public void A_value_that_only_some_folds_recorded_has_no_mean()
    {
        FoldOutcome more = Outcome(1, [(1, 1)], 1, 1), less = Outcome(2, [(1, 1)], 1, 1);
        more.History.Add(1, new Dictionary<string, double> { ["learning_rate"] = 1 });
        Assert.Equal(["val_accuracy", "val_loss"], new CrossValidationResult([more, less]).MeanHistory.Names);
        Assert.Equal(["val_accuracy", "val_loss"], new CrossValidationResult([less, more]).MeanHistory.Names);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        string message = Assert.Throws<KeyNotFoundException>(() => Three().Scores["acc"]).Message;
        Assert.Equal("There is no \"acc\" among the scores: loss, accuracy. Did you mean \"accuracy\"? What else is to be measured belongs into the metrics of Compile.", message);
        Assert.Equal(message, Assert.Throws<KeyNotFoundException>(() => Three().Mean["acc"]).Message);
    }

    [Fact]
    public void The_lists_handed_out_cannot_be_written()
    {
        Assert.True(((ICollection<double>)Three().Scores["loss"]).IsReadOnly);
        Assert.True(((ICollection<History>)Three().Histories).IsReadOnly);
    }
}
