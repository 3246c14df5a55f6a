using ScottPlot;

namespace Keratin;

/// <summary>
/// The colours of all pictures: blue and vermilion of Okabe and Ito's palette, which people of every colour vision tell
/// apart (https://jfly.uni-koeln.de/color), greys, and for shares one blue from pale to dark.
/// </summary>
internal static class Palette
{
    // Evenly spaced in what the eye sees: each step is darker than the one before, so that it can be read in grey as well.
    private static readonly Color[] Blues = [.. new[] { "#FFFFFF", "#D6E6F4", "#ABCFE6", "#6AAED6", "#3787C0", "#105BA4", "#08306B" }.Select(hex => Color.FromHex(hex))];

    public static Color Training { get; } = Color.FromHex("#0072B2");
    public static Color Validation { get; } = Color.FromHex("#D55E00");
    public static Color Text { get; } = Color.FromHex("#222222");
    public static Color Mark { get; } = Color.FromHex("#222222");
    public static Color Frame { get; } = Color.FromHex("#888888");
    public static Color Grid { get; } = Color.FromHex("#E4E4E4");
    public static Color Arrow { get; } = Color.FromHex("#555555");
    public static Color PaleText { get; } = Color.FromHex("#767676");
    public static Color PaleTraining { get; } = Color.FromHex("#E3F0F8");
    public static Color PaleValidation { get; } = Color.FromHex("#FBEADF");
    public static Color PaleGrey { get; } = Color.FromHex("#F6F6F6");

    /// <summary>The colour of a share: white for nothing, dark blue for all.</summary>
    /// <param name="share">From 0 to 1.</param>
    public static Color Share(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (Blues.Length - 1);
        int below = Math.Min((int)place, Blues.Length - 2);
        return Blues[below].InterpolateRgb(Blues[below + 1], place - below);
    }

    /// <summary>The letters that can be read on a colour: black or white ones, whichever stand out more.</summary>
    public static Color TextOn(Color color) => Contrast(color, Colors.Black) >= Contrast(color, Colors.White) ? Colors.Black : Colors.White;

    /// <summary>How well two colours are told apart by brightness alone, from 1 to 21 (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).</summary>
    public static double Contrast(Color one, Color other)
    {
        (double a, double b) = (Brightness(one), Brightness(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Brightness(Color color) => 0.2126 * Linear(color.R) + 0.7152 * Linear(color.G) + 0.0722 * Linear(color.B);

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
