using System.Globalization;
using SkiaSharp;

namespace Keratin;

/// <summary>
/// A square of cells, true classes from top to bottom and predicted ones from left to right, each coloured by its share of
/// the true class, with the count where there is room for it.
/// </summary>
internal sealed class ConfusionDrawing(ConfusionMatrix matrix) : IDrawing
{
    private const float Edge = 12;
    private const float TitleHeight = 30;
    private const float TitleSize = 15;
    private const float AxisLabelHeight = 22;
    private const float BesideLabels = 6;
    private const float SmallestLetters = 8;
    private const float LargestLetters = 13;
    private const float BarWidth = 14;
    private const float BarRoom = 92;
    private const float SmallestWidthWithBar = 300;

    private static readonly SKTypeface Letters = InterTypeface.Regular;

    public int DefaultWidth => 720;

    public int DefaultHeight => 640;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        ConfusionLayout layout = Fit(area);
        string title = Lettering.Cut(string.Create(CultureInfo.InvariantCulture, $"Accuracy {matrix.Accuracy:F4}, {Quantity.Of(matrix.Rows, "row")}"), area.Width - 2 * Edge, TitleSize, InterTypeface.Bold);
        float half = Lettering.Width(title, TitleSize, InterTypeface.Bold) / 2;
        Lettering.DrawCentred(canvas, title, Math.Clamp(layout.Square.MidX, area.Left + Edge + half, Math.Max(area.Left + Edge + half, area.Right - Edge - half)), area.Top + Edge + 8, TitleSize, InterTypeface.Bold);
        DrawCells(canvas, layout);
        DrawLabels(canvas, layout);
        Lettering.DrawUpwards(canvas, "True class", layout.Square.Left - layout.RowLabels - BesideLabels - 12, layout.Square.MidY, ends: false, LargestLetters);
        Lettering.DrawCentred(canvas, "Predicted class", layout.Square.MidX, layout.Square.Bottom + layout.ColumnLabels + BesideLabels + 12, LargestLetters, Letters);
        if (HasBar(area)) DrawBar(canvas, layout.Square);
    }

    /// <summary>Finds the sizes of letters and cells that go together.</summary>
    /// <param name="area">The part of the canvas that there is.</param>
    internal ConfusionLayout Fit(SKRect area)
    {
        ConfusionLayout layout = Fit(area, LargestLetters - 1, upwards: false);
        // The letters follow from the size of a cell, which follows from the room that the letters leave.
        for (int i = 0; i < 3; i++)
        {
            float size = Math.Clamp(layout.Pitch * 0.85f, SmallestLetters, LargestLetters - 1);
            layout = Fit(area, size, upwards: Widest(size) > layout.Pitch - 4);
        }
        return layout;
    }

    private ConfusionLayout Fit(SKRect area, float size, bool upwards)
    {
        float rowLabels = Math.Min(Widest(size), area.Width * 0.22f);
        float columnLabels = upwards ? Math.Min(Widest(size), area.Height * 0.22f) : size + 4;
        float left = area.Left + Edge + AxisLabelHeight + rowLabels + BesideLabels;
        float width = area.Right - (HasBar(area) ? BarRoom : Edge) - left;
        float top = area.Top + TitleHeight + 4;
        float height = area.Bottom - Edge - AxisLabelHeight - BesideLabels - columnLabels - top;
        float side = Math.Max(1, Math.Min(width, height));
        SKRect square = SKRect.Create(MathF.Floor(left + (width - side) / 2), MathF.Floor(top + (height - side) / 2), MathF.Floor(side), MathF.Floor(side));
        return new(square, matrix.Classes, size, upwards, rowLabels, columnLabels);
    }

    private static bool HasBar(SKRect area) => area.Width >= SmallestWidthWithBar;

    private float Widest(float size) => matrix.ClassNames.Max(name => Lettering.Width(name, size, Letters));

    private void DrawCells(SKCanvas canvas, ConfusionLayout layout)
    {
        IReadOnlyList<int> support = matrix.Support;
        (float size, bool hasShares) = Counts(layout.Pitch);
        using var paint = new SKPaint();
        for (int row = 0; row < matrix.Classes; row++)
            for (int column = 0; column < matrix.Classes; column++)
            {
                int count = matrix[row, column];
                double share = support[row] == 0 ? 0 : (double)count / support[row];
                SKRect cell = layout.Cell(row, column);
                ScottPlot.Color color = Palette.Share(share);
                paint.Color = color.ToSKColor();
                if (count > 0) canvas.DrawRect(cell, paint);
                if (size == 0) continue;
                ScottPlot.Color letters = count == 0 ? Palette.PaleText : Palette.TextOn(color);
                Lettering.DrawCentred(canvas, Quantity.Of(count), cell.MidX, cell.MidY - (hasShares ? size * 0.55f : 0), size, Letters, letters);
                if (hasShares && count > 0) Lettering.DrawCentred(canvas, Percent(share), cell.MidX, cell.MidY + size * 0.75f, size * 0.75f, Letters, letters);
            }
        DrawLines(canvas, layout);
    }

    // The letters of the counts, 0 where they do not fit; and whether the shares fit below them.
    private (float Size, bool HasShares) Counts(float pitch)
    {
        int largest = Enumerable.Range(0, matrix.Classes).Max(row => Enumerable.Range(0, matrix.Classes).Max(column => matrix[row, column]));
        float size = Math.Min(18, Math.Min(pitch * 0.42f, (pitch - 6) / Lettering.Width(Quantity.Of(largest), 100, Letters) * 100));
        return size < SmallestLetters ? (0, false) : (size, pitch >= 64);
    }

    private static void DrawLines(SKCanvas canvas, ConfusionLayout layout)
    {
        using var paint = new SKPaint { Color = Palette.Grid.ToSKColor(), StrokeWidth = 1 };
        SKRect square = layout.Square;
        for (int i = 1; i < layout.Classes && layout.Pitch >= 5; i++)
        {
            SKRect cell = layout.Cell(i, i);
            canvas.DrawLine(square.Left, cell.Top + 0.5f, square.Right, cell.Top + 0.5f, paint);
            canvas.DrawLine(cell.Left + 0.5f, square.Top, cell.Left + 0.5f, square.Bottom, paint);
        }
        (paint.Style, paint.Color) = (SKPaintStyle.Stroke, Palette.Frame.ToSKColor());
        canvas.DrawRect(SKRect.Create(square.Left + 0.5f, square.Top + 0.5f, square.Width - 1, square.Height - 1), paint);
    }

    private void DrawLabels(SKCanvas canvas, ConfusionLayout layout)
    {
        for (int i = 0; i < matrix.Classes; i += layout.EveryLabel)
        {
            SKRect cell = layout.Cell(i, i);
            string name = matrix.ClassNames[i];
            Lettering.DrawEnding(canvas, Lettering.Cut(name, layout.RowLabels, layout.Letters, Letters), layout.Square.Left - BesideLabels, cell.MidY, layout.Letters, Letters);
            if (layout.Upwards) Lettering.DrawUpwards(canvas, Lettering.Cut(name, layout.ColumnLabels, layout.Letters, Letters), cell.MidX, layout.Square.Bottom + BesideLabels, ends: true, layout.Letters);
            else Lettering.DrawCentred(canvas, name, cell.MidX, layout.Square.Bottom + BesideLabels + layout.Letters / 2, layout.Letters, Letters);
        }
    }

    private static void DrawBar(SKCanvas canvas, SKRect square)
    {
        const int steps = 50;
        SKRect bar = SKRect.Create(square.Right + 18, square.Top, BarWidth, square.Height);
        using var paint = new SKPaint();
        for (int i = 0; i < steps; i++)
        {
            (float top, float bottom) = (MathF.Round(bar.Bottom - bar.Height * (i + 1) / steps), MathF.Round(bar.Bottom - bar.Height * i / steps));
            paint.Color = Palette.Share((i + 0.5) / steps).ToSKColor();
            canvas.DrawRect(new SKRect(bar.Left, top, bar.Right, bottom), paint);
        }
        (paint.Style, paint.Color) = (SKPaintStyle.Stroke, Palette.Frame.ToSKColor());
        canvas.DrawRect(SKRect.Create(bar.Left + 0.5f, bar.Top + 0.5f, bar.Width - 1, bar.Height - 1), paint);
        foreach (double share in (double[])[0, 0.5, 1])
            Lettering.Draw(canvas, Percent(share), bar.Right + 5, Math.Clamp(bar.Bottom - (float)share * bar.Height, bar.Top + 5, bar.Bottom - 5), 11, Letters);
        if (bar.Height >= 130) Lettering.DrawUpwards(canvas, "share of the true class", bar.Right + 47, bar.MidY, ends: false, 11);
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");
}
