using SkiaSharp;

namespace Keratin;

/// <summary>A call of a layer, as a box with text.</summary>
/// <param name="Name">The layer's name, and which call of several it is.</param>
/// <param name="Kind">The layer's class.</param>
/// <param name="Shape">The shapes of its outputs.</param>
/// <param name="Parameters">How many weights it has; empty where it has none.</param>
/// <param name="IsInput">Whether it is an input of the model.</param>
/// <param name="IsOutput">Whether an output of the model comes out of it.</param>
internal sealed record ModelBox(string Name, string Kind, string Shape, string Parameters, bool IsInput, bool IsOutput)
{
    private const float MostText = 320;
    private const float Padding = 14;
    private const float LineHeight = 18;
    private const float NameSize = 14;
    private const float TextSize = 12;

    /// <summary>The lines of text from top to bottom, each no wider than the box allows.</summary>
    public IReadOnlyList<string> Lines { get; } =
    [
        Lettering.CutInside(Name, MostText, NameSize, InterTypeface.Bold),
        .. new[] { IsOutput ? $"{Kind} · output" : Kind, Shape, Parameters }.Where(line => line.Length > 0).Select(line => Lettering.Cut(line, MostText, TextSize, InterTypeface.Regular)),
    ];

    /// <summary>The size that the text needs.</summary>
    public SKSize Size => new(MathF.Ceiling(Lines.Select(Width).Max()) + 2 * Padding, Lines.Count * LineHeight + 16);

    /// <summary>Draws the box.</summary>
    public void Draw(SKCanvas canvas, SKRect place)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = (IsInput ? Palette.PaleTraining : IsOutput ? Palette.PaleValidation : Palette.PaleGrey).ToSKColor() };
        canvas.DrawRoundRect(place, 6, 6, paint);
        (paint.Style, paint.StrokeWidth, paint.Color) = (SKPaintStyle.Stroke, 1.25f, (IsInput ? Palette.Training : IsOutput ? Palette.Validation : Palette.Frame).ToSKColor());
        canvas.DrawRoundRect(place, 6, 6, paint);
        for (int i = 0; i < Lines.Count; i++)
        {
            float middle = place.Top + 8 + LineHeight * (i + 0.5f);
            if (i == 0) Lettering.DrawCentred(canvas, Lines[i], place.MidX, middle, NameSize, InterTypeface.Bold);
            else Lettering.DrawCentred(canvas, Lines[i], place.MidX, middle, TextSize, InterTypeface.Regular);
        }
    }

    private static float Width(string line, int index) => index == 0 ? Lettering.Width(line, NameSize, InterTypeface.Bold) : Lettering.Width(line, TextSize, InterTypeface.Regular);
}
