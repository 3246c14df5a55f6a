using ScottPlot;

namespace Keratin;

/// <summary>
/// The colours of all pictures: blue and vermilion of Okabe and Ito's palette, which people of every colour vision tell
/// apart (https://jfly.uni-koeln.de/color), and greys.
/// </summary>
internal static class Palette
{
    public static Color Training { get; } = Color.FromHex("#0072B2");
    public static Color Validation { get; } = Color.FromHex("#D55E00");
    public static Color Text { get; } = Color.FromHex("#222222");
    public static Color Mark { get; } = Color.FromHex("#222222");
    public static Color Frame { get; } = Color.FromHex("#888888");
    public static Color Grid { get; } = Color.FromHex("#E4E4E4");
}
