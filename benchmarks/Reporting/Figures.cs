using System.Globalization;

namespace Keratin.Benchmarks;

/// <summary>How numbers are written on the page.</summary>
internal static class Figures
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Three digits and a unit.</summary>
    public static string Time(double? seconds) => seconds switch
    {
        null => "–",
        < 1e-6 => Three(seconds.Value * 1e9) + " ns",
        < 1e-3 => Three(seconds.Value * 1e6) + " µs",
        < 1 => Three(seconds.Value * 1e3) + " ms",
        _ => Three(seconds.Value) + " s",
    };

    /// <summary>A ratio with its extremes.</summary>
    public static string Of(Ratio ratio) => ratio.Smallest == ratio.Largest ? $"**{Times(ratio.Median)} ×**" : $"**{Times(ratio.Median)} ×** ({Times(ratio.Smallest)}–{Times(ratio.Largest)})";

    /// <summary>A goal, and whether the median reaches it.</summary>
    public static string Goal(double? goal, Ratio? ratio) => goal is not { } value ? "" : $"{value.ToString(value < 20 ? "0.#" : "0", Culture)} × {(ratio is null ? "" : ratio.Median >= value ? "✓" : "**✗**")}".TrimEnd();

    /// <summary>One decimal below twenty, none from there.</summary>
    public static string Times(double ratio) => ratio.ToString(ratio < 19.95 ? "0.0" : "0", Culture);

    public static string Megabytes(double? megabytes) => megabytes?.ToString("0", Culture) ?? "–";

    public static string Score(double? score) => score?.ToString("0.000", Culture) ?? "–";

    public static string Tenths(double? number) => number?.ToString("0.0", Culture) ?? "–";

    public static string Whole(double? number) => number?.ToString("0", Culture) ?? "–";

    public static string Percent(double share) => share.ToString("0 %", Culture);

    /// <summary>A value of a sweep: <c>64k</c> for 65,536.</summary>
    public static string Count(double value) => value >= 1024 && value % 1024 == 0 ? (value / 1024).ToString("0", Culture) + "k" : value.ToString("0.###", Culture);

    /// <summary>An exponent of growth.</summary>
    public static string Exponent(double exponent) => exponent.ToString("0.00;−0.00", Culture);

    private static string Three(double value) => value.ToString(value < 9.995 ? "0.00" : value < 99.95 ? "0.0" : "0", Culture);
}
