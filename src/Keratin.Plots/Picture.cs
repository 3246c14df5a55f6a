using System.Globalization;
using Keratin.Formats;
using SkiaSharp;

namespace Keratin;

/// <summary>A picture that is ready to be saved, made by <see cref="Plots"/>.</summary>
public sealed class Picture
{
    private const int LargestSide = 16_384;
    private const int SmallestWidth = 200;
    private const int SmallestHeight = 150;
    private const int HeadingHeight = 40;
    private const float HeadingSize = 18;

    private readonly IDrawing _drawing;
    private readonly string? _title;

    internal Picture(IDrawing drawing, string? title = null)
    {
        InterTypeface.Register();
        _drawing = drawing;
        _title = title;
    }

    internal IDrawing Drawing => _drawing;

    /// <summary>Gives a picture with a heading above; this one stays as it is.</summary>
    /// <param name="title">One line of text in Latin, Greek or Cyrillic letters.</param>
    public Picture Title(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        return new(_drawing, title);
    }

    /// <summary>
    /// Draws the picture and writes it to a file, replacing one that is there only when the new one is complete. Folders
    /// that are missing are made.
    /// </summary>
    /// <param name="path">Where to; the ending says the format: <c>.png</c> or <c>.svg</c>.</param>
    /// <param name="width">In pixels, 200 to 16384; left out, as wide as what is drawn needs.</param>
    /// <param name="height">In pixels, 150 to 16384; left out, as high as what is drawn needs.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="ArgumentException">The ending is of no known format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is out of its range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string Save(string path, int? width = null, int? height = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        PictureFormat format = PictureFormat.ByEnding(path);
        int wide = Within(width, _drawing.DefaultWidth, SmallestWidth, nameof(width));
        int high = Within(height, _drawing.DefaultHeight + (_title is null ? 0 : HeadingHeight), SmallestHeight, nameof(height));
        string full = Path.GetFullPath(path);
        OutputFolder.Make(Path.GetDirectoryName(full)!);
        AtomicFile.Write(full, stream => format.Write(stream, wide, high, Render));
        return full;
    }

    private void Render(SKCanvas canvas, int width, int height)
    {
        canvas.Clear(SKColors.White);
        int top = 0;
        if (_title is not null)
        {
            Lettering.DrawCentred(canvas, Lettering.Cut(_title, width - 20, HeadingSize, InterTypeface.Bold), width / 2f, HeadingHeight / 2f + 4, HeadingSize, InterTypeface.Bold);
            top = HeadingHeight;
        }
        _drawing.Draw(canvas, new SKRect(0, top, width, height));
    }

    private static int Within(int? asked, int needed, int smallest, string side) => asked switch
    {
        null => Math.Clamp(needed, smallest, LargestSide),
        int pixels when pixels >= smallest && pixels <= LargestSide => pixels,
        _ => throw new ArgumentOutOfRangeException(side, string.Create(CultureInfo.InvariantCulture, $"A picture's {side} must be {smallest} to {LargestSide} pixels, but it is {asked}.")),
    };
}
