using SkiaSharp;

namespace Keratin;

/// <summary>Text that is drawn beside ScottPlot's own: headings and legends.</summary>
internal static class Lettering
{
    /// <summary>Draws one line of text, its small letters centred on a height.</summary>
    public static void Draw(SKCanvas canvas, string text, float left, float middle, float size, SKTypeface typeface)
    {
        using SKFont font = Font(size, typeface);
        using var paint = new SKPaint { Color = Palette.Text.ToSKColor(), IsAntialias = true };
        canvas.DrawText(text, left, middle + size * 0.36f, font, paint);
    }

    /// <summary>The width of one line of text in pixels.</summary>
    public static float Width(string text, float size, SKTypeface typeface)
    {
        using SKFont font = Font(size, typeface);
        return font.MeasureText(text);
    }

    private static SKFont Font(float size, SKTypeface typeface) => new(typeface, size) { Subpixel = true };
}
