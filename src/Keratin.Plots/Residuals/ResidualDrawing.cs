using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>Two panels: predicted over actual numbers, and how the residuals are spread.</summary>
internal sealed class ResidualDrawing(ResidualData data) : IDrawing
{
    public int DefaultWidth => 1100;

    public int DefaultHeight => 450;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        Grid grid = Grid.Of(2, mostInARow: area.Width >= area.Height ? 2 : 1);
        DrawPanel(canvas, grid.Cell(0, area), AgreementAxes.Legend(data), room => AgreementAxes.Draw(data, room));
        DrawPanel(canvas, grid.Cell(1, area),
            [new(LegendSymbol.Line, Palette.Mark, "no error"), new(LegendSymbol.Line, Palette.Validation, $"mean {Axes.Number(data.Residuals.Average())}")],
            _ => Errors());
    }

    private Plot Errors()
    {
        Plot plot = HistogramAxes.Draw(Histogram.Of(data.Residuals), $"MAE {Axes.Number(data.MeanAbsoluteError)}", below: "Actual − predicted", atLeft: "Rows");
        plot.Add.VerticalLine(data.Residuals.Average(), 2, Palette.Validation);
        return plot;
    }

    private static void DrawPanel(SKCanvas canvas, SKRect area, IReadOnlyList<LegendEntry> entries, Func<SKSize, Plot> draw)
    {
        var legend = new Legend(entries);
        float bottom = area.Bottom - legend.Height(area.Width);
        using Plot plot = draw(new(area.Width, bottom - area.Top));
        Axes.Render(plot, canvas, new SKRect(area.Left, area.Top, area.Right, bottom));
        legend.Draw(canvas, area.Left, bottom, area.Width);
    }
}
