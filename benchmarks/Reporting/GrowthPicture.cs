using ScottPlot;
using ScottPlot.Plottables;

namespace Keratin.Benchmarks;

/// <summary>The sweeps as curves over logarithmic axes, each beside a line of slope 1 through its last point.</summary>
internal static class GrowthPicture
{
    public static PictureFile? Draw(Results results)
    {
        Plot[] panels = [.. Sweep.All.Select(sweep => (sweep.Title, Points: results.Sweep(sweep.Key))).Where(sweep => sweep.Points.Count > 2).Select(sweep => Panel(sweep.Title, [.. sweep.Points.Select(point => (point.Value, point.Seconds))]))];
        return panels.Length == 0 ? null : new(panels, 3,
            [
                new(LegendSymbol.Dot, Palette.Training, "time of a fit"),
                new(LegendSymbol.Line, Palette.Frame, "in proportion: slope 1, through the last point"),
            ],
            1200, 340 * ((panels.Length + 2) / 3));
    }

    private static Plot Panel(string title, (double Value, double Seconds)[] points)
    {
        double exponent = Growth.Exponent(points);
        Plot plot = Axes.New($"Time over {title}: slope {Figures.Exponent(exponent)}");
        (double x, double y) = (Math.Log10(points[^1].Value), Math.Log10(points[^1].Seconds));
        double first = Math.Log10(points[0].Value);
        // Where time falls, proportion is nothing to compare with.
        if (exponent > 0) plot.Add.Line(first, y - (x - first), x, y).LineStyle = new() { Color = Palette.Frame, Width = 1.5f };
        Scatter curve = plot.Add.Scatter(points.Select(point => new Coordinates(Math.Log10(point.Value), Math.Log10(point.Seconds))).ToArray(), Palette.Training);
        (curve.LineWidth, curve.MarkerSize) = (2.25f, 7);

        // Whole decades, so that each axis has its ticks; the straight line may leave them.
        double low = Math.Floor(Math.Log10(points.Min(point => point.Seconds))), high = Math.Ceiling(Math.Log10(points.Max(point => point.Seconds)));
        double room = (x - first) * 0.04;
        plot.Axes.SetLimits(first - room, x + room, low, high + 0.05);
        plot.Axes.Left.TickGenerator = LogarithmicTicks.At(Enumerable.Range((int)low, (int)(high - low) + 1).Select(power => Math.Pow(10, power)), Decade);
        int every = points.Length > 7 ? 2 : 1;
        plot.Axes.Bottom.TickGenerator = LogarithmicTicks.At(points.Select(point => point.Value).Where((_, i) => (points.Length - 1 - i) % every == 0), Figures.Count);
        return plot;
    }

    private static string Decade(double seconds) => seconds switch
    {
        < 0.99e-3 => Figures.Whole(seconds * 1e6) + " µs",
        < 0.99 => Figures.Whole(seconds * 1e3) + " ms",
        _ => Figures.Whole(seconds) + " s",
    };
}
