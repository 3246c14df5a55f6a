namespace Keratin.Tests;

public sealed class CurvePlotTests
{
    [Fact]
    public void A_history_has_the_loss_first_then_each_metric_and_not_the_learning_rate()
    {
        History history = Runs.Of(("accuracy", [1]), ("learning_rate", [1]), ("loss", [1]), ("mae", [1]), ("top_k_accuracy", [1]), ("val_loss", [1]), ("val_mae", [1]));
        Panel[] panels = history.Plot().Drawn;
        Assert.Equal(["Loss", "Accuracy", "MAE", "Top k accuracy"], panels.Select(panel => panel.Title));
        Assert.Equal([true, false, true, false], panels.Select(panel => panel.Validation is not null));
        Assert.All(panels, panel => Assert.NotNull(panel.Training));
    }

    [Fact]
    public void Epochs_count_from_1_along_the_axis_also_after_skipping()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], Runs.Overfitting().Plot().Drawn[1].Epochs);
        Assert.Equal([8, 9], Runs.Overfitting().Plot(skip: 7).Drawn[1].Epochs);
    }

    [Fact]
    public void The_marked_epoch_is_that_of_the_smallest_validation_loss()
    {
        History history = Runs.Overfitting();
        Assert.Equal(3, history.Plot().BestEpoch);
        Assert.Equal(history.BestEpoch(), history.Plot().BestEpoch);
        Assert.Null(Runs.Of(("loss", [2, 1])).Plot().BestEpoch);
    }

    [Fact]
    public void A_skipped_epoch_is_not_marked_and_the_others_keep_their_numbers()
    {
        Assert.Equal(5, Runs.Overfitting().Plot(skip: 5).BestEpoch);
        Assert.Equal(5, Runs.Overfitting().Plot().Skip(5).BestEpoch);
    }

    [Fact]
    public void The_average_begins_behind_the_skipped_epochs_and_its_smallest_value_is_marked()
    {
        CurvePlot plot = Plots.Series("error", [100, 4, 2, 3, 0.5, 4]).Skip(1).Smooth(0.5);
        Assert.Equal([4, 3, 3, 1.75, 2.875], plot.Drawn[0].Validation!.Values);
        Assert.Equal([4, 2, 3, 0.5, 4], plot.Raw[0].Validation!.Values);
        Assert.Equal(4, plot.BestEpoch);
    }

    [Fact]
    public void A_series_marks_its_largest_value_where_larger_is_better()
    {
        Assert.Equal(2, Plots.Series("accuracy", [0.5, 0.25, 0.75], largerIsBetter: true).BestEpoch);
        Assert.Equal(1, Plots.Series("error", [0.5, 0.25, 0.75]).BestEpoch);
    }

    [Fact]
    public void An_option_makes_a_new_picture_and_leaves_the_old_one()
    {
        CurvePlot plain = Plots.Series("error", [3, 1, 2]);
        CurvePlot other = plain.Skip(2).Smooth(0.9).Title("else");
        Assert.Equal([3, 1, 2], plain.Drawn[0].Validation!.Values);
        Assert.False(plain.IsSmoothed);
        Assert.Null(plain.Heading);
        Assert.Equal(("else", 0.9, 2), (other.Heading, other.Smoothing, other.BestEpoch));
    }

    [Fact]
    public void A_series_that_changes_later_does_not_change_the_picture()
    {
        double[] values = [3, 1];
        CurvePlot plot = Plots.Series("error", values);
        values[0] = 0;
        Assert.Equal([3, 1], plot.Skip(0).Drawn[0].Validation!.Values);
    }

    [Theory]
    [InlineData(9, "Of 9 epochs, 0 to 8 can be skipped, but not 9.")]
    [InlineData(-1, "Of 9 epochs, 0 to 8 can be skipped, but not -1.")]
    public void Skipping_leaves_at_least_one_epoch(int skip, string words) =>
        Assert.StartsWith(words, Assert.Throws<ArgumentOutOfRangeException>(() => Runs.Overfitting().Plot(skip)).Message);

    [Theory]
    [InlineData(1.0, "1.")]
    [InlineData(-0.1, "-0.1.")]
    [InlineData(double.NaN, "NaN.")]
    public void A_smoothing_factor_is_at_least_0_and_below_1(double factor, string words) =>
        Assert.StartsWith("The smoothing factor must be at least 0 and below 1, for example 0.9, but it is " + words,
            Assert.Throws<ArgumentOutOfRangeException>(() => Runs.Overfitting().Plot().Smooth(factor)).Message);

    [Fact]
    public void Nothing_to_draw_is_said_before_drawing()
    {
        Assert.StartsWith("There is nothing to draw: the history has no epochs.", Assert.Throws<ArgumentException>(() => new History(seed: 0, reported: () => [("loss", null)]).Plot()).Message);
        Assert.StartsWith("There is nothing to draw: 'error' has no values.", Assert.Throws<ArgumentException>(() => Plots.Series("error", [])).Message);
    }
}
