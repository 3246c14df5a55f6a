namespace Keratin.Tests;

public sealed class HistoryTests
{
    private static History TwoEpochs()
    {
        var history = new History(seed: 42, Reporting("accuracy"));
        history.Add(0, new Dictionary<string, double> { ["loss"] = 2.5, ["val_loss"] = 1.75, ["accuracy"] = 0.5, ["val_accuracy"] = 0.625 });
        history.Add(1, new Dictionary<string, double> { ["loss"] = 1.25, ["val_loss"] = 11.5, ["accuracy"] = 0.75, ["val_accuracy"] = 0.6875 });
        return history;
    }

    private static History Of(string name, params double[] values)
    {
        var history = new History(seed: 0, Reporting("mae", "accuracy", "sparse_categorical_accuracy", "auc"));
        for (int i = 0; i < values.Length; i++) history.Add(i, new Dictionary<string, double> { [name] = values[i] });
        return history;
    }

    [Fact]
    public void A_run_says_how_long_it_took()
    {
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        History history = Examples.Regression().Fit(Examples.Numbers(8, 2), new float[8], verbose: 0);
        Assert.InRange(history.Duration, TimeSpan.FromTicks(1), System.Diagnostics.Stopwatch.GetElapsedTime(begin));
    }

    [Fact]
    public void Names_are_in_alphabetical_order_and_give_one_value_per_epoch()
    {
        History history = TwoEpochs();
        Assert.Equal(["accuracy", "loss", "val_accuracy", "val_loss"], history.Names);
        Assert.Equal([1.75, 11.5], history["val_loss"]);
        Assert.Equal([0, 1], history.Epoch);
        Assert.Equal(2, history.Epochs);
        Assert.Equal(42, history.Seed);
        Assert.True(history.Contains("loss"));
        Assert.False(history.Contains("mae"));
    }

    [Fact]
    public void The_table_has_a_heading_and_columns_that_line_up()
    {
        string expected = string.Join('\n',
            "epoch  accuracy    loss  val_accuracy  val_loss",
            "    1    0.5000  2.5000        0.6250    1.7500",
            "    2    0.7500  1.2500        0.6875   11.5000");
        Assert.Equal(expected, TwoEpochs().ToTable());
    }

    [Fact]
    public void The_table_shows_a_small_value_by_its_digits_and_zero_as_zero()
    {
        Assert.Equal("epoch  learning_rate\n    1     2.5000e-05\n    2         0.0000", Of("learning_rate", 2.5e-5, 0).ToTable());
    }

    [Fact]
    public void It_prints_a_line_per_name_with_its_curve_and_its_best_epoch()
    {
        var history = new History(seed: 0, Reporting("accuracy"));
        double[] validation = [1.75, 1.5, 1.25, 1.5, 11.5];
        for (int i = 0; i < 5; i++)
            history.Add(i, new Dictionary<string, double> { ["loss"] = 2.5 / (i + 1), ["val_loss"] = validation[i], ["accuracy"] = 0.5 + 0.125 * i, ["learning_rate"] = 1e-3 });
        string expected = string.Join('\n',
            "                    first  5 epochs        last    best  in epoch",
            "accuracy           0.5000  ▁▃▅▇█         1.0000  1.0000         5",
            "learning_rate  1.0000e-03  ▄▄▄▄▄     1.0000e-03",
            "loss               2.5000  █▄▂▁▁         0.5000  0.5000         5",
            "val_loss           1.7500  ▁▁▁▁█        11.5000  1.2500         3");
        Assert.Equal(expected, history.ToString());
    }

    [Fact]
    public void A_run_that_was_continued_is_printed_with_the_numbers_of_its_epochs()
    {
        var history = new History(seed: 0, Reporting());
        history.Add(9, new Dictionary<string, double> { ["loss"] = 1 });
        Assert.Equal("       first  1 epoch    last    best  in epoch\nloss  1.0000  ▄        1.0000  1.0000        10", history.ToString());
    }

    [Fact]
    public void A_value_that_never_was_a_number_has_no_best()
    {
        Assert.EndsWith("\nloss    NaN             NaN", Of("loss", double.NaN, double.NaN).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sparkline_is_asked_for_by_name()
    {
        Assert.Equal("▁▃▅▇█", Of("loss", 0, 1, 2, 3, 4).Sparkline("loss"));
        Assert.Equal("▁▇█", Of("loss", 0, 0, 3, 3, 4, 4).Sparkline("loss", width: 3));
        Assert.Equal(40, Of("loss", [.. Enumerable.Range(0, 500)]).Sparkline("loss").Length);
        Assert.StartsWith("A sparkline needs a width of at least 1 character, but it is 0.", Assert.Throws<ArgumentOutOfRangeException>(() => TwoEpochs().Sparkline("loss", width: 0)).Message);
        Assert.Contains("Did you mean 'loss'?", Assert.Throws<KeyNotFoundException>(() => TwoEpochs().Sparkline("los")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_comes_late_or_goes_early_is_filled_up_with_NaN()
    {
        var history = new History(seed: 0, Reporting("mae", "accuracy", "sparse_categorical_accuracy", "auc"));
        history.Add(0, new Dictionary<string, double> { ["loss"] = 1 });
        history.Add(1, new Dictionary<string, double> { ["loss"] = 2, ["val_loss"] = 3 });
        history.Add(2, new Dictionary<string, double> { ["loss"] = 4 });
        Assert.Equal([double.NaN, 3, double.NaN], history["val_loss"]);
        Assert.Equal(1, history.BestEpoch());
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones_and_the_nearest()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => TwoEpochs()["val_acuracy"]);
        Assert.Equal("There is no 'val_acuracy' in this history. It has accuracy, loss, val_accuracy, val_loss. Did you mean 'val_accuracy'?", error.Message);
    }

    [Theory]
    [InlineData("Loss", "loss")]
    [InlineData("acc", "accuracy")]
    [InlineData("val_acc", "val_accuracy")]
    [InlineData("lossval", "loss")]
    [InlineData("val_los", "val_loss")]
    public void The_nearest_name_is_the_one_cut_short_or_else_the_one_spelt_most_alike(string asked, string nearest)
    {
        History history = TwoEpochs();
        Assert.EndsWith($"Did you mean '{nearest}'?", Assert.Throws<KeyNotFoundException>(() => history[asked]).Message);
    }

    [Fact]
    public void Without_validation_data_the_error_says_how_to_get_them()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Of("loss", 1, 2).BestEpoch());
        Assert.Equal("There is no 'val_loss' in this history, because Fit was given no validation data: pass validationData or validationSplit, or use one of loss.", error.Message);
    }

    [Fact]
    public void An_empty_history_says_that_it_has_no_epochs()
    {
        Assert.Equal("There is no 'val_loss' in this history: it has no epochs yet.", Assert.Throws<KeyNotFoundException>(() => new History(seed: 0, Reporting("mae", "accuracy", "sparse_categorical_accuracy", "auc")).BestEpoch()).Message);
        Assert.Equal("epoch", new History(seed: 0, Reporting("mae")).ToTable());
        Assert.Equal("no epochs", new History(seed: 0, Reporting("mae")).ToString());
    }

    [Theory]
    [InlineData("val_loss", 2)]
    [InlineData("mae", 2)]
    [InlineData("accuracy", 1)]
    [InlineData("val_sparse_categorical_accuracy", 1)]
    [InlineData("auc", 1)]
    public void The_best_epoch_is_the_smallest_error_or_the_largest_accuracy_and_the_first_of_equals(string name, int best)
    {
        Assert.Equal(best, Of(name, 0.5, 0.75, 0.25, 0.25, double.NaN, 0.75).BestEpoch(name));
    }

    [Fact]
    public void The_models_metrics_say_whether_larger_is_better()
    {
        var model = new Sequential([new Dense(1, activation: "sigmoid", inputShape: [3])], seed: 1);
        model.Compile("sgd", "binary_crossentropy", metrics:
        [
            new SensitivityAtSpecificity(0.5), new SpecificityAtSensitivity(0.5), "true_positives", "false_negatives", new AUC(name: "roc"),
            new CustomMetric((truth, predictions) => predictions, "mine", higherIsBetter: true), new CustomMetric((truth, predictions) => predictions, "score"),
        ]);
        double[] values = [0.5, 0.75, 0.25];
        NDArray x = Examples.Numbers(4, 3), y = Examples.Labels(4, 2);
        History history = model.Fit(x, y, epochs: 3, verbose: 0, validationData: (x, y), callbacks: [new LambdaCallback(onEpochEnd: (epoch, logs) =>
        {
            foreach (string name in logs.Keys.ToArray()) logs[name] = values[epoch];
        })]);
        string[] larger = [.. history.Names.Where(name => history.BestEpoch(name) == 1)];
        Assert.Equal(["mine", "roc", "sensitivity_at_specificity", "specificity_at_sensitivity", "true_positives"], larger.Where(name => !name.StartsWith("val_", StringComparison.Ordinal)));
        Assert.Equal(["val_mine", "val_roc", "val_sensitivity_at_specificity", "val_specificity_at_sensitivity", "val_true_positives"], larger.Where(name => name.StartsWith("val_", StringComparison.Ordinal)));
        Assert.Equal(2, history.BestEpoch("score"));
    }

    [Fact]
    public void Of_a_value_that_is_no_metric_the_mode_has_to_be_told()
    {
        History history = Of("val_coverage", 0.5, 0.75, 0.25);
        Assert.Equal(1, history.BestEpoch("val_coverage", mode: "max"));
        Assert.Equal(2, history.BestEpoch("val_coverage", mode: "min"));
        Assert.Equal("BestEpoch cannot tell whether more or less \"val_coverage\" is better: give it mode: \"min\" or mode: \"max\".", Assert.Throws<InvalidOperationException>(() => history.BestEpoch("val_coverage")).Message);
        Assert.Equal("BestEpoch knows the modes \"auto\", \"min\" and \"max\" but got \"best\". (Parameter 'mode')", Assert.Throws<ArgumentException>(() => history.BestEpoch("val_coverage", mode: "best")).Message);
    }

    [Fact]
    public void When_every_value_is_NaN_no_epoch_is_the_best()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Of("loss", double.NaN).BestEpoch("loss"));
        Assert.Equal("No epoch is the best by 'loss': all its values are NaN.", error.Message);
    }

    [Fact]
    public void The_lists_handed_out_cannot_be_written()
    {
        History history = TwoEpochs();
        Assert.True(((ICollection<double>)history["loss"]).IsReadOnly);
        Assert.True(((ICollection<int>)history.Epoch).IsReadOnly);
    }

    /// <summary>What a model with these metrics reports.</summary>
    internal static Func<IEnumerable<(string Name, Metric? Metric)>> Reporting(params Metric[] metrics) => () => [("loss", null), .. metrics.Select(metric => (metric.Name, (Metric?)metric))];
}
