using SkiaSharp;

namespace Keratin;

/// <summary>
/// Says below a panel what its dots, lines and rings are. Below the axes it covers no curve, whatever its course; entries
/// that do not fit beside each other go to the next line.
/// </summary>
internal sealed class Legend(IReadOnlyList<LegendEntry> entries)
{
    private const float LineHeight = 20;
    private const float SymbolWidth = 22;
    private const float BesideSymbol = 6;
    private const float BetweenEntries = 16;
    private const float TextSize = 12;

    /// <summary>The height in pixels that the legend needs below a panel of this width.</summary>
    public float Height(float width) => Lines(width).Count * LineHeight + 6;

    /// <summary>Draws each line centred.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="left">The panel's left side.</param>
    /// <param name="top">The legend's upper side.</param>
    /// <param name="width">The panel's width.</param>
    public void Draw(SKCanvas canvas, float left, float top, float width)
    {
        float middle = top + LineHeight / 2;
        foreach (List<LegendEntry> line in Lines(width))
        {
            float x = left + (width - line.Sum(Width) - BetweenEntries * (line.Count - 1)) / 2;
            foreach (LegendEntry entry in line)
            {
                DrawSymbol(canvas, entry, x, middle);
                Lettering.Draw(canvas, entry.Text, x + SymbolWidth + BesideSymbol, middle, TextSize, InterTypeface.Regular);
                x += Width(entry) + BetweenEntries;
            }
            middle += LineHeight;
        }
    }

    private static void DrawSymbol(SKCanvas canvas, LegendEntry entry, float x, float middle)
    {
        using var paint = new SKPaint { Color = entry.Color.ToSKColor(), IsAntialias = true, StrokeWidth = 2.25f };
        float centre = x + SymbolWidth / 2;
        switch (entry.Symbol)
        {
            case LegendSymbol.Dot:
                canvas.DrawCircle(centre, middle, 3.5f, paint);
                break;
            case LegendSymbol.Line:
                canvas.DrawLine(x, middle, x + SymbolWidth, middle, paint);
                break;
            case LegendSymbol.Area:
                canvas.DrawRect(SKRect.Create(x, middle - 6, SymbolWidth, 12), paint);
                break;
            case LegendSymbol.Ring:
                paint.Style = SKPaintStyle.Stroke;
                canvas.DrawCircle(centre, middle, 6, paint);
                break;
        }
    }

    private static float Width(LegendEntry entry) => SymbolWidth + BesideSymbol + Lettering.Width(entry.Text, TextSize, InterTypeface.Regular);

    private List<List<LegendEntry>> Lines(float width)
    {
        List<List<LegendEntry>> lines = [];
        float used = float.PositiveInfinity;
        foreach (LegendEntry entry in entries)
        {
            float wide = Width(entry) + BetweenEntries;
            if (used + wide > width) (used, lines) = (0, [.. lines, []]);
            lines[^1].Add(entry);
            used += wide;
        }
        return lines;
    }
}
