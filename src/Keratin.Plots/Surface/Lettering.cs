using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>Text that is drawn beside ScottPlot's own: headings, legends, labels.</summary>
internal static class Lettering
{
    /// <summary>Draws one line of text, its small letters centred on a height.</summary>
    public static void Draw(SKCanvas canvas, string text, float left, float middle, float size, SKTypeface typeface, Color? color = null)
    {
        using SKFont font = Font(size, typeface);
        using var paint = new SKPaint { Color = (color ?? Palette.Text).ToSKColor(), IsAntialias = true };
        canvas.DrawText(text, left, middle + size * 0.36f, font, paint);
    }

    /// <summary>Draws one line of text, its middle at a place.</summary>
    public static void DrawCentred(SKCanvas canvas, string text, float centre, float middle, float size, SKTypeface typeface, Color? color = null) =>
        Draw(canvas, text, centre - Width(text, size, typeface) / 2, middle, size, typeface, color);

    /// <summary>Draws one line of text that ends at a place.</summary>
    public static void DrawEnding(SKCanvas canvas, string text, float right, float middle, float size, SKTypeface typeface, Color? color = null) =>
        Draw(canvas, text, right - Width(text, size, typeface), middle, size, typeface, color);

    /// <summary>Draws one line of text upwards, centred beside a place or ending at it.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">The text.</param>
    /// <param name="centre">The horizontal middle of the line.</param>
    /// <param name="place">The vertical middle of the text, or where it ends.</param>
    /// <param name="ends">Whether it ends at the place.</param>
    /// <param name="size">The size of the letters.</param>
    public static void DrawUpwards(SKCanvas canvas, string text, float centre, float place, bool ends, float size)
    {
        float width = Width(text, size, InterTypeface.Regular);
        canvas.Save();
        canvas.Translate(centre, place);
        canvas.RotateDegrees(-90);
        Draw(canvas, text, ends ? -width : -width / 2, 0, size, InterTypeface.Regular);
        canvas.Restore();
    }

    /// <summary>The width of one line of text in pixels.</summary>
    public static float Width(string text, float size, SKTypeface typeface)
    {
        using SKFont font = Font(size, typeface);
        return font.MeasureText(text);
    }

    /// <summary>The text, or as much of it as fits into a width, and "…".</summary>
    public static string Cut(string text, float width, float size, SKTypeface typeface)
    {
        if (Width(text, size, typeface) <= width) return text;
        int kept = text.Length;
        while (kept > 0 && Width(text[..kept] + "…", size, typeface) > width) kept--;
        return text[..kept].TrimEnd() + "…";
    }

    /// <summary>The text, or as much of its start and its end as fit into a width, and "…" between: of names in which both matter.</summary>
    public static string CutInside(string text, float width, float size, SKTypeface typeface)
    {
        if (Width(text, size, typeface) <= width) return text;
        int left = text.Length;
        string cut;
        do
        {
            left--;
            cut = text[..((left + 1) / 2)] + "…" + text[^(left / 2)..];
        }
        while (left > 0 && Width(cut, size, typeface) > width);
        return cut;
    }

    private static SKFont Font(float size, SKTypeface typeface) => new(typeface, size) { Subpixel = true };
}
