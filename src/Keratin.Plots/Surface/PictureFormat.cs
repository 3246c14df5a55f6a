using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace Keratin;

/// <summary>How a drawing becomes the bytes of a file. The one place to add a format.</summary>
/// <param name="Ending">The file name's ending, with its dot.</param>
/// <param name="Write">Draws at a width and height in pixels and writes the bytes.</param>
internal sealed partial record PictureFormat(string Ending, Action<Stream, int, int, Action<SKCanvas, int, int>> Write)
{
    private const string Families = "Inter, Helvetica, Arial, sans-serif";

    private static readonly PictureFormat[] All = [new(".png", WritePng), new(".svg", WriteSvg)];

    /// <summary>The format that a file name's ending asks for.</summary>
    /// <exception cref="ArgumentException">No format has this ending.</exception>
    public static PictureFormat ByEnding(string path)
    {
        string ending = Path.GetExtension(path);
        return Array.Find(All, format => format.Ending.Equals(ending, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"A picture can be saved as {string.Join(" or ", All.Select(format => format.Ending))}, but '{path}' ends with {(ending.Length == 0 ? "neither" : $"'{ending}'")}. Give it one of these endings.", nameof(path));
    }

    private static void WritePng(Stream stream, int width, int height, Action<SKCanvas, int, int> draw)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height));
        draw(surface.Canvas, width, height);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(stream);
    }

    private static void WriteSvg(Stream stream, int width, int height, Action<SKCanvas, int, int> draw)
    {
        using var buffer = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(width, height), buffer)) draw(canvas, width, height);
        string text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        // The text stays text, so the reader's machine chooses the letters: where it has no Inter, plain ones come nearest, and those
        // have other widths than the letters that Skia placed one by one.
        text = PlaceOfEachLetter.Replace(text, "$1=\"$2\"");
        text = SemiBold.Replace(text, $"font-weight=\"600\" font-family=\"{Families}\"");
        text = text.Replace("font-family=\"Inter\"", $"font-family=\"{Families}\"", StringComparison.Ordinal);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    [GeneratedRegex("\\b([xy])=\"(-?[0-9.e-]+), [^\"]*\"")]
    private static partial Regex PlaceOfEachLetter { get; }

    [GeneratedRegex("font-weight=\"[0-9]+\" font-family=\"Inter SemiBold[^\"]*\"")]
    private static partial Regex SemiBold { get; }
}
