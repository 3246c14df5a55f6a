using SkiaSharp;

namespace Keratin.Tests;

public sealed class ConfusionDrawingTests
{
    // Class i is right 10 · i times and taken for the next one once; the last has no rows.
    private static ConfusionMatrix Matrix(int classes, Func<int, string>? name = null)
    {
        var counts = new int[classes, classes];
        for (int i = 0; i < classes - 1; i++) (counts[i, i], counts[i, i + 1]) = (10 * (i + 1), 1);
        return new(counts, name is null ? null : [.. Enumerable.Range(0, classes).Select(name)]);
    }

    [Fact]
    public void Rows_are_true_classes_and_columns_predicted_ones_coloured_by_the_share_of_the_row()
    {
        ConfusionMatrix matrix = new(new[,] { { 300, 100, 0 }, { 0, 2, 0 }, { 0, 0, 0 } }, ["rain", "snow", "hail"]);
        using SKBitmap pixels = matrix.Plot().Pixels(600, 450);
        ConfusionLayout layout = new ConfusionDrawing(matrix).Fit(new SKRect(0, 0, 600, 450));
        double[,] shares = { { 0.75, 0.25, 0 }, { 0, 1, 0 }, { 0, 0, 0 } };
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < 3; column++)
            {
                SKRect cell = layout.Cell(row, column);
                Assert.Equal(Palette.Share(shares[row, column]).ToSKColor(), pixels.GetPixel((int)cell.Left + 3, (int)cell.Top + 3));
                Assert.Equal(Palette.Share(shares[row, column]).ToSKColor(), pixels.GetPixel((int)cell.Right - 3, (int)cell.Bottom - 3));
            }
    }

    [Fact]
    public void Counts_and_shares_stand_in_large_cells()
    {
        string[] texts = new ConfusionMatrix(new[,] { { 12_345, 678 }, { 90, 1_234 } }, ["healthy", "ill"]).Plot().Texts(600, 450);
        foreach (string once in new[] { "12,345", "95 %", "678", "5 %", "90", "7 %", "1,234", "93 %", "Accuracy 0.9465, 14,347 rows", "True class", "Predicted class" })
            Assert.Single(texts, once);
        Assert.Equal(2, texts.Count(text => text == "healthy"));
        Assert.Equal(2, texts.Count(text => text == "ill"));
    }

    [Fact]
    public void Ten_classes_have_their_counts_also_in_a_small_picture()
    {
        foreach ((int width, int height) in new[] { (400, 300), (600, 450), (1600, 900) })
            Assert.Contains("90", Matrix(10, i => $"c{i}").Plot().Texts(width, height));
    }

    [Fact]
    public void Forty_six_classes_have_their_names_but_no_counts()
    {
        string[] texts = Matrix(46, i => $"topic {i}").Plot().Texts(800, 600);
        Assert.Equal(92, texts.Count(text => text.StartsWith("topic ", StringComparison.Ordinal)));
        Assert.DoesNotContain("10", texts);
    }

    [Fact]
    public void Where_names_would_touch_every_nth_class_has_one()
    {
        ConfusionMatrix matrix = Matrix(46, i => $"topic {i}");
        string[] texts = matrix.Plot().Texts(400, 300);
        int every = new ConfusionDrawing(matrix).Fit(new SKRect(0, 0, 400, 300)).EveryLabel;
        Assert.True(every > 1);
        Assert.Equal(2 * ((45 / every) + 1), texts.Count(text => text.StartsWith("topic ", StringComparison.Ordinal)));
        Assert.Contains("topic 0", texts);
        Assert.DoesNotContain("topic 1", texts);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(46)]
    [InlineData(300)]
    public void Names_do_not_touch_and_cells_fill_the_square(int classes)
    {
        ConfusionDrawing drawing = new(Matrix(classes, i => $"a rather long name {i}"));
        foreach ((int width, int height) in new[] { (200, 150), (400, 300), (600, 450), (800, 600), (1600, 900) })
        {
            ConfusionLayout layout = drawing.Fit(new SKRect(0, 0, width, height));
            Assert.True(layout.Letters < layout.Pitch * layout.EveryLabel);
            Assert.Equal(layout.Square, SKRect.Union(layout.Cell(0, 0), layout.Cell(classes - 1, classes - 1)));
            Assert.Equal(layout.Cell(0, 0).Right, layout.Cell(0, 1).Left);
            Assert.True(layout.Square.Width >= Math.Min(width, height) * 0.25, $"{layout.Square.Width} of {width} × {height}");
        }
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut()
    {
        string[] texts = Matrix(3, i => new string((char)('a' + i), 200)).Plot().Texts(600, 450);
        Assert.Equal(6, texts.Count(text => text.EndsWith('…')));
    }

    [Fact]
    public void Arrays_are_counted_and_drawn()
    {
        string[] texts = Plots.ConfusionMatrix(new[] { 0, 1, 1 }, new[,] { { 0.75f, 0.25f }, { 0.5f, 0.25f }, { 0.25f, 0.75f } }, ["cat", "dog"]).Texts();
        Assert.Contains("Accuracy 0.6667, 3 rows", texts);
        Assert.Contains("50 %", texts);
        Assert.Contains("cat", texts);
        Assert.StartsWith("yTrue and yPred must be about the same rows", Assert.Throws<ArgumentException>(() => Plots.ConfusionMatrix(new[] { 0 }, new[] { 0, 1 })).Message);
    }
}
