using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>Puts a picture's panels side by side in rows of at most three, each with its legend below.</summary>
internal sealed class CurveDrawing(CurvePlot picture) : IDrawing
{
    private readonly Grid _grid = Grid.Of(picture.Drawn.Length, mostInARow: 3);

    public int DefaultWidth => _grid.Columns == 1 ? 800 : 600 * _grid.Columns;

    public int DefaultHeight => 450 * _grid.Rows;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        for (int i = 0; i < picture.Drawn.Length; i++) DrawPanel(canvas, i, _grid.Cell(i, area));
    }

    private void DrawPanel(SKCanvas canvas, int index, SKRect area)
    {
        var legend = new Legend(PanelAxes.Legend(picture, index));
        float bottom = area.Bottom - legend.Height(area.Width);
        using Plot plot = PanelAxes.Draw(picture, index);
        Axes.Render(plot, canvas, new SKRect(area.Left, area.Top, area.Right, bottom));
        legend.Draw(canvas, area.Left, bottom, area.Width);
    }
}
