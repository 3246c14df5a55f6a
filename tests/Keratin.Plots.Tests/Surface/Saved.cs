using System.Globalization;
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

    /// <summary>Where a text stands that is written once.</summary>
    public static (double X, double Y) PlaceOf(this XDocument svg, string text)
    {
        XElement element = svg.Descendants().Single(element => element.Name.LocalName == "text" && element.Value.Trim() == text);
        (double x, double y) = ((double)element.Attribute("x")!, (double)element.Attribute("y")!);
        if (element.Attribute("transform")?.Value is not { } transform) return (x, y);
        string numbers = transform[(transform.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        double[] m = [.. numbers.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return transform.StartsWith("translate", StringComparison.Ordinal) ? (x + m[0], y + m.ElementAtOrDefault(1)) : (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
    }

    /// <summary>The picture as pixels.</summary>
    public static SKBitmap Pixels(this Picture picture, int? width = null, int? height = null)
    {
        using var folder = new TemporaryFolder();
        return SKBitmap.Decode(picture.Save(folder.Path("picture.png"), width, height));
    }
}
