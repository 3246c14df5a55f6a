using SkiaSharp;

namespace Keratin;

/// <summary>A model's calls as boxes with arrows between them, from the inputs at the top to the outputs.</summary>
internal sealed class GraphDrawing(ModelDiagram diagram) : IDrawing
{
    private const float LargestScale = 2;
    private const float ArrowLength = 8;
    private const float ArrowHalf = 4;

    /// <summary>Where boxes and arrows stand where the picture is as large as they need.</summary>
    public LayeredLayout Layout { get; } = new([.. diagram.Boxes.Select(box => box.Size)], diagram.Edges);

    public int DefaultWidth => (int)MathF.Ceiling(Layout.Size.Width);

    public int DefaultHeight => (int)MathF.Ceiling(Layout.Size.Height);

    public void Draw(SKCanvas canvas, SKRect area)
    {
        float scale = Math.Min(LargestScale, Math.Min(area.Width / Layout.Size.Width, area.Height / Layout.Size.Height));
        canvas.Save();
        canvas.Translate(area.MidX - Layout.Size.Width * scale / 2, area.MidY - Layout.Size.Height * scale / 2);
        canvas.Scale(scale);
        foreach (IReadOnlyList<SKPoint> edge in Layout.Edges) DrawArrow(canvas, edge);
        foreach ((ModelBox box, SKRect place) in diagram.Boxes.Zip(Layout.Boxes)) box.Draw(canvas, place);
        canvas.Restore();
    }

    private static void DrawArrow(SKCanvas canvas, IReadOnlyList<SKPoint> course)
    {
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1.5f, Color = Palette.Arrow.ToSKColor() };
        using var line = new SKPath();
        line.MoveTo(course[0]);
        for (int i = 1; i < course.Count; i++)
        {
            (SKPoint from, SKPoint to) = (course[i - 1], course[i]);
            // The line ends inside of the arrow's head, whose tip touches the box.
            if (i == course.Count - 1) to.Y -= ArrowLength - 1;
            float middle = (from.Y + to.Y) / 2;
            if (from.X == to.X) line.LineTo(to);
            else line.CubicTo(new SKPoint(from.X, middle), new SKPoint(to.X, middle), to);
        }
        canvas.DrawPath(line, paint);

        SKPoint tip = course[^1];
        paint.Style = SKPaintStyle.Fill;
        using var head = new SKPath();
        head.MoveTo(tip);
        head.LineTo(new SKPoint(tip.X - ArrowHalf, tip.Y - ArrowLength));
        head.LineTo(new SKPoint(tip.X + ArrowHalf, tip.Y - ArrowLength));
        head.Close();
        canvas.DrawPath(head, paint);
    }
}
