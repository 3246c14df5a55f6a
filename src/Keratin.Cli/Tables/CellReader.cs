using System.Globalization;

namespace Keratin.Cli.Tables;

/// <summary>What the text of a cell means: nothing, or a number.</summary>
/// <param name="commaIsDecimal">Whether 3,5 is three and a half.</param>
/// <param name="missing">Texts that stand for a missing value, beside the usual ones.</param>
internal sealed class CellReader(bool commaIsDecimal, IReadOnlyList<string> missing)
{
    private static readonly string[] Usual = ["", "NA", "N/A", "#N/A", "NaN", "null", "None"];

    private readonly NumberFormatInfo _format = new() { NumberDecimalSeparator = commaIsDecimal ? "," : "." };
    private readonly HashSet<string> _missing = new([.. Usual, .. missing], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the value is missing.</summary>
    public bool IsMissing(string cell) => cell.Length == 0 || _missing.Contains(cell);

    /// <summary>Reads a number that 32 bits can hold.</summary>
    public bool TryNumber(string cell, out double number) =>
        double.TryParse(cell, NumberStyles.Float, _format, out number) && Math.Abs(number) <= float.MaxValue;
}
