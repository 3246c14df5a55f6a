using System.Globalization;

namespace Keratin.Core;

/// <summary>
/// The one form in which all numbers of a printed array appear, so that they line up: positional or scientific, and how
/// many characters before and behind the decimal point. After NumPy's <c>FloatingFormat</c> with its default options.
/// </summary>
internal sealed class NumberFormat
{
    private const int MaximumDecimals = 8;

    private readonly bool _scientific;
    private readonly int _left;
    private readonly int _right;
    private readonly int _decimals;

    /// <summary>Finds the form that fits all of the given numbers.</summary>
    public NumberFormat(ReadOnlySpan<float> numbers)
    {
        _scientific = NeedsScientific(numbers);
        foreach (float number in numbers)
        {
            if (!float.IsFinite(number)) continue;
            string text = _scientific ? Scientific(number, 1) : Positional(number);
            int point = text.IndexOf('.', StringComparison.Ordinal);
            int end = _scientific ? text.IndexOf('e', StringComparison.Ordinal) : text.Length;
            _left = Math.Max(_left, point);
            _decimals = Math.Max(_decimals, end - point - 1);
        }
        // The exponent of a float32 always has a sign and two digits.
        _right = _scientific ? _decimals + "e+00".Length : _decimals;
        foreach (float number in numbers)
            if (!float.IsFinite(number)) _left = Math.Max(_left, Special(number).Length - (_right + 1));
    }

    /// <summary>One number in this form.</summary>
    public string Format(float number)
    {
        if (!float.IsFinite(number)) return Special(number).PadLeft(_left + 1 + _right);
        if (_scientific) return Scientific(number, _decimals + 1).PadLeft(_left + 1 + _right);
        string text = Positional(number);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return text.PadLeft(text.Length + _left - point).PadRight(_left + 1 + _right);
    }

    /// <summary>A number that stands alone, as NumPy prints a float32: <c>3.0</c>, <c>0.25</c>, <c>1e-05</c>.</summary>
    public static string FormatAlone(float number)
    {
        if (!float.IsFinite(number)) return Special(number);
        double magnitude = Math.Abs((double)number);
        if (number == 0 || magnitude is >= 1e-4 and < 1e16)
        {
            string text = Positional(number, DecimalDigits.Shortest(number));
            return text.EndsWith('.') ? text + "0" : text;
        }
        return Scientific(number, 1).Replace(".e", "e", StringComparison.Ordinal);
    }

    private static bool NeedsScientific(ReadOnlySpan<float> numbers)
    {
        float smallest = float.PositiveInfinity, largest = 0;
        foreach (float number in numbers)
        {
            if (!float.IsFinite(number) || number == 0) continue;
            smallest = Math.Min(smallest, Math.Abs(number));
            largest = Math.Max(largest, Math.Abs(number));
        }
        return largest > 0 && (largest >= 1e8f || smallest < 0.0001 || largest / smallest > 1000f);
    }

    private static string Special(float number) => float.IsNaN(number) ? "nan" : number < 0 ? "-inf" : "inf";

    private static string Sign(float number) => float.IsNegative(number) ? "-" : "";

    private static string Positional(float number) => Positional(number, DecimalDigits.WithDecimals(number, MaximumDecimals));

    private static string Positional(float number, DecimalDigits decimalDigits)
    {
        (string digits, int exponent) = decimalDigits;
        string whole = exponent < 0 ? "0" : digits[..Math.Min(exponent + 1, digits.Length)].PadRight(exponent + 1, '0');
        string decimals = exponent < 0 ? new string('0', -exponent - 1) + digits : digits[Math.Min(exponent + 1, digits.Length)..];
        return $"{Sign(number)}{whole}.{decimals.TrimEnd('0')}";
    }

    private static string Scientific(float number, int count)
    {
        (string digits, int exponent) = DecimalDigits.Shortest(number, count);
        string power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return $"{Sign(number)}{digits[0]}.{digits[1..]}e{(exponent < 0 ? '-' : '+')}{power}";
    }
}
