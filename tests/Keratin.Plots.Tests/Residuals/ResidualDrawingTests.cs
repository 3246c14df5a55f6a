using SkiaSharp;

namespace Keratin.Tests;

public sealed class ResidualDrawingTests
{
    private static readonly double[] Actual = [1, 2, 3, 4], Predicted = [1.5, 2, 3, 3];

    [Fact]
    public void A_residual_is_actual_less_predicted()
    {
        ResidualData data = ResidualData.Of(Actual, Predicted);
        Assert.Equal([-0.5, 0, 0, 1], data.Residuals);
        Assert.Equal(0.375, data.MeanAbsoluteError);
        Assert.Equal(1 - 1.25 / 5, data.RSquared);
        Assert.Null(ResidualData.Of(new[] { 2.0, 2 }, new[] { 1.0, 3 }).RSquared);
    }

    [Fact]
    public void Both_panels_say_what_they_show()
    {
        string[] texts = Plots.Residuals(Actual, Predicted).Texts();
        foreach (string once in new[] { "R² 0.7500", "MAE 0.375", "Actual", "Predicted", "Actual − predicted", "Rows", "row", "predicted = actual", "no error", "mean 0.125" })
            Assert.Single(texts, once);
        Assert.Contains("R² undefined", Plots.Residuals(new[] { 2.0, 2 }, new[] { 1.0, 3 }).Texts());
    }

    [Fact]
    public void The_mean_absolute_error_is_that_which_Evaluate_reports()
    {
        NDArray x = NDArray.FromRows([1, 2], [3, -4], [0.5f, 6]), y = new[] { 1f, 2, 3 };
        var model = new Sequential([new Dense(1)], seed: 1);
        model.Compile("sgd", "mse", metrics: ["mae", "r2_score"]);
        Evaluation scores = model.Evaluate(x, y);
        ResidualData data = ResidualData.Of(y, model.Predict(x));
        Assert.Equal(scores["mae"], data.MeanAbsoluteError, 5);
        Assert.Equal(scores["r2_score"], data.RSquared!.Value, 4);
    }

    [Fact]
    public void Few_rows_are_dots_and_many_a_density_that_does_not_grow_with_them()
    {
        Assert.Equal(2000 + 1, Circles(2000));
        Assert.Equal(0, Circles(2001));
        Assert.Contains("the darker, the more rows", Pair(2001).Texts());
        Assert.InRange(Pair(100_000).Svg().Descendants().Count(), 500, 12_000);

        static int Circles(int rows) => Pair(rows).Svg().Descendants().Count(element => element.Name.LocalName is "circle" or "ellipse");
    }

    [Fact]
    public void The_diagonal_goes_from_corner_to_corner_and_a_row_far_above_it_was_predicted_too_large()
    {
        // Corners at 0 and 10, and one row that is 1 and was taken for 9: high at the left.
        using SKBitmap pixels = Plots.Residuals(new[] { 0f, 10, 1 }, new[] { 0f, 10, 9 }).Pixels(1100, 450);
        List<(int X, int Y)> blue = [.. from x in Enumerable.Range(0, 550) from y in Enumerable.Range(0, 400) where IsBlue(pixels.GetPixel(x, y)) select (x, y)];
        Assert.Contains(blue, place => place.X < 150 && place.Y < 120);
        Assert.DoesNotContain(blue, place => place.X > 400 && place.Y > 250);

        static bool IsBlue(SKColor color) => color.Blue > color.Red + 60;
    }

    [Fact]
    public void A_wide_picture_has_its_panels_side_by_side_and_a_high_one_below_each_other()
    {
        Assert.Equal(Place(800, 400, "Actual").Y, Place(800, 400, "Actual − predicted").Y, 1);
        Assert.True(Place(400, 800, "Actual − predicted").Y > Place(400, 800, "Actual").Y + 300);

        static (double X, double Y) Place(int width, int height, string text) => Plots.Residuals(Actual, Predicted).Svg(width, height).PlaceOf(text);
    }

    [Fact]
    public void What_is_not_one_finite_number_for_each_of_the_same_rows_is_refused()
    {
        AssertRefused("yTrue and yPred must be about the same rows, but yTrue has the shape (2,) and yPred (3,).", new[] { 1, 2 }, new[] { 1, 2, 3 });
        AssertRefused("There is nothing to draw: yTrue has no rows.", Array.Empty<float>(), Array.Empty<float>());
        AssertRefused("yPred must have one number per row, a shape of (rows,) or (rows, 1), but has the shape (2, 3). Of several outputs give one: yPred.Transpose()[0] is the first column.", new[] { 1, 2 }, NDArray.Zeros([2, 3]));
        AssertRefused("yPred is NaN in row 1, which cannot be drawn: all numbers must be finite.", new[] { 1, 2 }, new[] { 1, float.NaN });
        AssertRefused("yTrue is Infinity in row 0, which cannot be drawn: all numbers must be finite.", new[] { float.PositiveInfinity }, new[] { 1 });
        Assert.Contains("R² undefined", Plots.Residuals(NDArray.Zeros([2, 3]).Transpose()[0], NDArray.Zeros([2, 3]).Transpose()[1]).Texts());
    }

    private static void AssertRefused(string words, NDArray yTrue, NDArray yPred) =>
        Assert.StartsWith(words, Assert.Throws<ArgumentException>(() => Plots.Residuals(yTrue, yPred)).Message);

    private static Picture Pair(int rows)
    {
        double[] actual = [.. Enumerable.Range(0, rows).Select(row => Math.Sin(row))];
        return Plots.Residuals(actual, actual.Select((value, row) => value + 0.1 * Math.Cos(row * 7.0)).ToArray());
    }
}
