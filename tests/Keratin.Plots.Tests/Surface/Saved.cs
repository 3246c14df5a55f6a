using System.Xml.Linq;
using SkiaSharp;

namespace Keratin.Tests;

/// <summary>Pictures as their files have them.</summary>
internal static class Saved
{
    /// <summary>The picture as SVG.</summary>
    public static XDocument Svg(this Picture picture, int? width = null, int? height = null)
    {
        using var folder = new TemporaryFolder();
        return XDocument.Load(picture.Save(folder.Path("picture.svg"), width, height));
    }

    /// <summary>What is written on the picture.</summary>
    public static string[] Texts(this Picture picture, int? width = null, int? height = null) =>
        [.. picture.Svg(width, height).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Trim())];

    /// <summary>The picture as pixels.</summary>
    public static SKBitmap Pixels(this Picture picture, int? width = null, int? height = null)
    {
        using var folder = new TemporaryFolder();
        return SKBitmap.Decode(picture.Save(folder.Path("picture.png"), width, height));
    }
}
