using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>Rectangles in the axes' units, each in a colour: the bars of a histogram, the cells of a density.</summary>
/// <param name="blocks">The rectangles.</param>
/// <param name="gap">How many pixels of each stay empty at its right side, where it is wide enough for that.</param>
internal sealed class Blocks(IReadOnlyList<(CoordinateRect Place, Color Color)> blocks, float gap = 0) : IPlottable
{
    private const float SmallestWithGap = 5;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new ScottPlot.Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => blocks.Count == 0 ? AxisLimits.NoLimits
        : new(blocks.Min(block => block.Place.Left), blocks.Max(block => block.Place.Right), blocks.Min(block => block.Place.Bottom), blocks.Max(block => block.Place.Top));

    public void Render(RenderPack rp)
    {
        using var paint = new SKPaint();
        foreach ((CoordinateRect place, Color color) in blocks)
        {
            // On whole pixels, so that neighbours meet without a seam.
            (float left, float right) = (MathF.Round(Axes.GetPixelX(place.Left)), MathF.Round(Axes.GetPixelX(place.Right)));
            (float top, float bottom) = (MathF.Round(Axes.GetPixelY(place.Top)), MathF.Round(Axes.GetPixelY(place.Bottom)));
            // What is there is to be seen, however little of a pixel it takes.
            if (bottom == top) top = bottom - 1;
            paint.Color = color.ToSKColor();
            rp.Canvas.DrawRect(new SKRect(left, top, right - left >= SmallestWithGap ? right - gap : Math.Max(left + 1, right), bottom), paint);
        }
    }
}
