using SkiaSharp;

namespace Keratin.Tests;

public sealed class FoldCurveTests
{
    // Validation losses of two folds: 4 and 2, 3 and 1, 2 and 2, then only the first fold's 0.
    private static CrossValidationResult TwoFolds()
    {
        History first = Runs.Of(("loss", [3, 2, 1, 1]), ("val_loss", [4, 3, 2, 0]), ("mae", [1, 1, 1, 1]), ("val_mae", [1, 2, 3, 4]));
        History second = Runs.Of(("loss", [5, 4, 3]), ("val_loss", [2, 1, 2]), ("mae", [1, 1, 1]), ("val_mae", [3, 2, 1]));
        return Result(first, second);
    }

    private static CrossValidationResult Result(params History[] histories) =>
        new([.. histories.Select(history => new FoldOutcome(history, new Evaluation([("loss", history["val_loss"][^1])])))]);

    private static CrossValidationResult Many(int folds) =>
        Result([.. Enumerable.Range(0, folds).Select(fold => Runs.Of(("loss", [3, 2, 1]), ("val_loss", [3 + 0.01 * fold, 2, 2 - 0.02 * fold])))]);

    [Fact]
    public void The_line_is_the_mean_over_the_folds_of_the_epochs_that_all_have()
    {
        CurvePlot plot = TwoFolds().Plot();
        Assert.Equal(["Loss, mean of 2 folds", "MAE, mean of 2 folds"], plot.Drawn.Select(panel => panel.Title));
        Assert.Equal([3, 2, 2], plot.Drawn[0].Validation!.Values);
        Assert.Equal([4, 3, 2], plot.Drawn[0].Training!.Values);
        Assert.Equal([[4.0, 3, 2], [2, 1, 2]], plot.Drawn[0].Folds.Select(fold => fold.Values));
        Assert.Equal(1, plot.BestEpoch);
    }

    [Fact]
    public void The_band_is_one_standard_deviation_of_a_population_to_each_side()
    {
        (Curve low, Curve high) = TwoFolds().Plot().Drawn[0].Band!.Value;
        Assert.Equal([2, 1, 2], low.Values);
        Assert.Equal([4, 3, 2], high.Values);
        CrossValidationResult many = Many(7);
        Assert.Equal(many.Mean["loss"] + many.Std["loss"], many.Plot().Drawn[0].Band!.Value.High.Values[^1], 12);
        Assert.Null(Runs.Overfitting().Plot().Drawn[0].Band);
    }

    [Fact]
    public void Skipping_and_smoothing_reach_the_folds_and_the_band()
    {
        Panel panel = TwoFolds().Plot(skip: 1).Smooth(0.5).Drawn[0];
        Assert.Equal([2, 3], panel.Epochs);
        Assert.Equal([[3, 2.5], [1, 1.5]], panel.Folds.Select(fold => fold.Values));
        Assert.Equal([2, 2], panel.Validation!.Values);
        Assert.Equal([3, 2.5], panel.Band!.Value.High.Values);
    }

    [Fact]
    public void The_legend_names_band_and_folds_of_which_more_than_twenty_are_not_drawn_singly()
    {
        Assert.Equal(["training", "validation", "± 1 std", "each fold", "best, epoch 2: 2"], PanelAxes.Legend(TwoFolds().Plot(), 0).Select(entry => entry.Text));
        Assert.Contains("each fold", PanelAxes.Legend(Many(20).Plot(), 0).Select(entry => entry.Text));
        Assert.DoesNotContain("each fold", PanelAxes.Legend(Many(21).Plot(), 0).Select(entry => entry.Text));
        Assert.DoesNotContain("± 1 std", PanelAxes.Legend(Runs.Overfitting().Plot(), 0).Select(entry => entry.Text));
    }

    [Fact]
    public void The_band_is_a_pale_area_around_the_line()
    {
        // One panel; the folds run level at 1 and 3, so that the band lies between them.
        using var folder = new TemporaryFolder();
        CrossValidationResult level = Result(Runs.Of(("loss", [9, 9]), ("val_loss", [1, 1])), Runs.Of(("loss", [9, 9]), ("val_loss", [3, 3])));
        using SKBitmap with = SKBitmap.Decode(level.Plot().Save(folder.Path("with.png"), 800, 450));
        var pale = new SKColor(0xF8, 0xE5, 0xD8);
        int count = with.Pixels.Count(pixel => Math.Abs(pixel.Red - pale.Red) + Math.Abs(pixel.Green - pale.Green) + Math.Abs(pixel.Blue - pale.Blue) < 12);
        // About 370 × 75 pixels: half of the axes' width, and of its height from 1 to 9 a quarter.
        Assert.InRange(count, 20_000, 35_000);
    }

    [Fact]
    public void Folds_that_diverge_leave_a_gap()
    {
        using var folder = new TemporaryFolder();
        CrossValidationResult result = Result(Runs.Of(("loss", [1, 1, 1]), ("val_loss", [1, double.NaN, 1])), Runs.Of(("loss", [1, 1, 1]), ("val_loss", [2, 2, double.PositiveInfinity])));
        Assert.Equal(1.5, result.Plot().Drawn[0].Validation!.Values[0]);
        Assert.True(new FileInfo(result.Plot().Save(folder.Path("gap.png"))).Length > 5000);
    }

    [Fact]
    public void A_fold_without_epochs_leaves_nothing_to_draw()
    {
        var empty = new History(seed: 0, reported: () => [("loss", null)]);
        CrossValidationResult result = new([new FoldOutcome(Runs.Overfitting(), new Evaluation([("loss", 1)])), new FoldOutcome(empty, new Evaluation([("loss", 1)]))]);
        Assert.StartsWith("There is nothing to draw: the folds have no epochs in common.", Assert.Throws<ArgumentException>(() => result.Plot()).Message);
        Assert.StartsWith("Of 3 epochs, 0 to 2 can be skipped, but not 3.", Assert.Throws<ArgumentOutOfRangeException>(() => TwoFolds().Plot(skip: 3)).Message);
    }
}
