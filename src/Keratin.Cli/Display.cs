using System.Globalization;

namespace Keratin.Cli;

/// <summary>Numbers as people read them.</summary>
internal static class Display
{
    /// <summary>A measured number, with four digits that count.</summary>
    public static string Number(double number)
    {
        double size = Math.Abs(number);
        if (size is >= 1e7 or (> 0 and < 1e-4)) return number.ToString("0.###e+0", CultureInfo.InvariantCulture);
        if (number == Math.Floor(number) || size >= 1000) return number.ToString("#,0", CultureInfo.InvariantCulture);
        return number.ToString(size >= 100 ? "0.#" : size >= 10 ? "0.##" : size >= 1 ? "0.###" : "0.####", CultureInfo.InvariantCulture);
    }
}
