using ScottPlot;
using SkiaSharp;

namespace Keratin.Benchmarks;

/// <summary>A picture that is ready to be saved: panels in rows, and one legend below them.</summary>
/// <param name="Panels">The axes.</param>
/// <param name="Columns">How many panels stand in a row.</param>
/// <param name="Legend">What the symbols of all panels mean.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record PictureFile(IReadOnlyList<Plot> Panels, int Columns, IReadOnlyList<LegendEntry> Legend, int Width, int Height)
{
    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        PictureFormat.ByEnding(path).Write(file, Width, Height, Render);
    }

    private void Render(SKCanvas canvas, int width, int height)
    {
        canvas.Clear(SKColors.White);
        var legend = new Legend(Legend);
        float panelWidth = (float)width / Columns, panelsHeight = height - legend.Height(width);
        float panelHeight = panelsHeight / ((Panels.Count + Columns - 1) / Columns);
        for (int i = 0; i < Panels.Count; i++)
        {
            float left = i % Columns * panelWidth, top = i / Columns * panelHeight;
            Panels[i].Render(canvas, new PixelRect(left, left + panelWidth, top + panelHeight, top));
        }
        legend.Draw(canvas, 0, panelsHeight, width);
    }
}
