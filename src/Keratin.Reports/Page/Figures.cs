using System.Globalization;

namespace Keratin;

/// <summary>How a report writes numbers: four digits that count, with a point, and commas between thousands.</summary>
internal static class Figures
{
    /// <summary>A number: <c>0.8621</c>, <c>12,345</c>, <c>1.2e-05</c>; a dash for one that is not there.</summary>
    public static string Short(double value)
    {
        if (double.IsNaN(value)) return "–";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        double size = Math.Abs(value);
        return Signed(value.ToString(size != 0 && (size < 0.001 || size >= 1e9) ? "0.###e-0" : "#,0." + new string('#', Decimals(size)), CultureInfo.InvariantCulture));
    }

    /// <summary>How to write the numbers of a column, so that their points stand below each other: with as many decimals as suit the middle one.</summary>
    /// <param name="values">The numbers of the column.</param>
    public static Func<double, string> Aligned(IEnumerable<double> values)
    {
        double[] sizes = [.. values.Where(double.IsFinite).Select(Math.Abs).Order()];
        if (sizes.Length == 0 || sizes[sizes.Length / 2] is < 0.001 or >= 1e9) return Short;
        int decimals = Array.TrueForAll(sizes, size => size == Math.Floor(size)) ? 0 : Decimals(sizes[sizes.Length / 2]);
        string format = "#,0" + (decimals > 0 ? "." + new string('0', decimals) : "");
        return value => double.IsFinite(value) ? Signed(value.ToString(format, CultureInfo.InvariantCulture)) : Short(value);
    }

    /// <summary>A share: <c>78.9 %</c>.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? "–" : share is > 0 and < 0.001 ? "< 0.1 %" : share.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>A length of time: <c>85 ms</c>, <c>1.3 s</c>, <c>2 min 5 s</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 0.01 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0##} ms"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>What a value is called above its panel: <c>loss</c> becomes <c>Loss</c>, <c>binary_accuracy</c> <c>Binary accuracy</c>, <c>rmse</c> <c>RMSE</c>.</summary>
    public static string TitleOf(string name) => name.Length <= 3 || name is "rmse" or "mape" or "msle" ? name.ToUpperInvariant() : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    // Four digits in all, but not more than four behind the point.
    private static int Decimals(double size) => size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;

    // A true minus sign is as wide as a digit.
    private static string Signed(string number) => number.Replace('-', '−');
}
