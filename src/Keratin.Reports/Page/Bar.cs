using System.Globalization;

namespace Keratin;

/// <summary>Small pictures inside of tables: they only show what the cells beside them say, so nobody has to see them.</summary>
internal static class Bar
{
    private const int Height = 10;

    /// <summary>A bar of a share of the room there is, with a line from its end by as much as the value may be off.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="share">From 0 to 1; less draws nothing.</param>
    /// <param name="deviation">The line to either side, in the same measure. Default: none.</param>
    public static void Write(HtmlWriter html, double share, double deviation = 0)
    {
        using HtmlWriter.Scope svg = html.Open("svg", ("class", "bar"), ("viewBox", $"0 0 100 {Height}"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"));
        Rectangle(html, null, 0, 0, Math.Clamp(share, 0, 1), Height);
        if (deviation > 0 && share > 0) Rectangle(html, "spread", share - deviation, Height / 2.0 - 0.75, 2 * deviation, 1.5);
    }

    /// <summary>How often values lie where: bars side by side.</summary>
    /// <param name="html">Where they go.</param>
    /// <param name="counts">How many in each of equally wide parts.</param>
    public static void WriteHistogram(HtmlWriter html, int[] counts)
    {
        int most = Math.Max(1, counts.Max());
        // One outline for all bars: a step up or down for each.
        string outline = "M0 20" + string.Concat(counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"V{20 - Math.Round(20.0 * count / most, 1)}h1"))) + "V20";
        using HtmlWriter.Scope svg = html.Open("svg", ("class", "spark"), ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {counts.Length} 20")), ("preserveAspectRatio", "none"), ("aria-hidden", "true"));
        html.Element("path", "", ("d", outline));
    }

    private static void Rectangle(HtmlWriter html, string? look, double x, double y, double width, double height)
    {
        double start = Math.Max(0, x), end = Math.Min(1, x + width);
        html.Element("rect", "", ("class", look), ("x", Length(start * 100)), ("y", Length(y)), ("width", Length(Math.Max(0, end - start) * 100)), ("height", Length(height)));
    }

    private static string Length(double length) => length.ToString("0.##", CultureInfo.InvariantCulture);
}
