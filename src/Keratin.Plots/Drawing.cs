using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>Puts a picture's panels onto a canvas, side by side in rows of at most three.</summary>
internal sealed class Drawing
{
    private const int MostInARow = 3;
    private const int HeadingHeight = 40;

    private readonly CurvePlot _picture;
    private readonly int _columns;
    private readonly int _rows;

    public Drawing(CurvePlot picture)
    {
        InterTypeface.Register();
        _picture = picture;
        int panels = picture.Drawn.Length;
        _rows = (panels + MostInARow - 1) / MostInARow;
        _columns = (panels + _rows - 1) / _rows;
    }

    public int DefaultWidth => _columns == 1 ? 800 : 600 * _columns;

    public int DefaultHeight => 450 * _rows;

    /// <summary>Draws onto a canvas of this size in pixels.</summary>
    public void Render(SKCanvas canvas, int width, int height)
    {
        canvas.Clear(SKColors.White);
        int top = _picture.Heading is null ? 0 : HeadingHeight;
        if (_picture.Heading is string heading) DrawHeading(canvas, heading, width);
        float panelWidth = (float)width / _columns;
        float panelHeight = (float)(height - top) / _rows;
        for (int i = 0; i < _picture.Drawn.Length; i++)
            DrawPanel(canvas, i, i % _columns * panelWidth, top + i / _columns * panelHeight, panelWidth, panelHeight);
    }

    private void DrawPanel(SKCanvas canvas, int index, float left, float top, float width, float height)
    {
        var legend = new Legend(PanelAxes.Legend(_picture, index));
        float axesHeight = height - legend.Height(width);
        using Plot plot = PanelAxes.Draw(_picture, index);
        // ScottPlot draws twice when it meets a size for the first time, which an SVG would keep.
        plot.RenderInMemory((int)width, (int)axesHeight);
        plot.Render(canvas, new PixelRect(left, left + width, top + axesHeight, top));
        legend.Draw(canvas, left, top + axesHeight, width);
    }

    private static void DrawHeading(SKCanvas canvas, string text, int width) =>
        Lettering.Draw(canvas, text, (width - Lettering.Width(text, 18, InterTypeface.Bold)) / 2, HeadingHeight / 2f + 4, 18, InterTypeface.Bold);
}
