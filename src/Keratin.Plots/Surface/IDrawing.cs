using SkiaSharp;

namespace Keratin;

/// <summary>What stands on a picture, below its heading.</summary>
internal interface IDrawing
{
    /// <summary>The width in pixels that it has where the user asks for none.</summary>
    int DefaultWidth { get; }

    /// <summary>The height in pixels that it has where the user asks for none.</summary>
    int DefaultHeight { get; }

    /// <summary>Draws into a part of the canvas, which is white.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="area">The part, in pixels.</param>
    void Draw(SKCanvas canvas, SKRect area);
}
