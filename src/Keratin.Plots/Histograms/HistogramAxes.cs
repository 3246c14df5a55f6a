using ScottPlot;

namespace Keratin;

/// <summary>Draws a histogram with ScottPlot, zero marked.</summary>
internal static class HistogramAxes
{
    /// <param name="histogram">What is drawn; null where there is nothing.</param>
    /// <param name="title">Stands above.</param>
    /// <param name="below">Says what the values are.</param>
    /// <param name="atLeft">Says what was counted; empty where that is plain.</param>
    public static Plot Draw(Histogram? histogram, string title, string below, string atLeft = "")
    {
        Plot plot = Axes.New(title, below, atLeft);
        Axes.CountAtLeft(plot);
        plot.Grid.XAxisStyle.IsVisible = false;
        (double left, double right) = (-1, 1);
        double high = 1;
        if (histogram is not null)
        {
            plot.Add.Plottable(new Blocks([.. histogram.Counts.Index().Where(bin => bin.Item > 0).Select(bin =>
                (new CoordinateRect(histogram.Start + bin.Index * histogram.Width, histogram.Start + (bin.Index + 1) * histogram.Width, 0, bin.Item), Palette.Training))], gap: 1));
            // A single bin is a bar, too, and not a full pane.
            double beside = histogram.Counts.Length == 1 ? 3 * histogram.Width : 0;
            (left, right, high) = (Math.Min(0, histogram.Start - beside), Math.Max(0, histogram.End + beside), histogram.Counts.Max());
        }
        plot.Add.VerticalLine(0, 1.5f, Palette.Mark);
        plot.Axes.SetLimits(left - (right - left) * 0.03, right + (right - left) * 0.03, 0, high * 1.05);
        return plot;
    }
}
