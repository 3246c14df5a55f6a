using System.Globalization;
using System.Text.RegularExpressions;

namespace Keratin;

/// <summary>
/// How Python's <c>format</c> writes a number: <c>[0][width][.precision](d|f|e|g|%)</c>. Digits are those of the exact
/// value, halves rounded to the even digit, in Python as in .NET.
/// </summary>
internal sealed partial class PythonFormat
{
    private const int DefaultPrecision = 6;

    private readonly bool _zeros;
    private readonly int _width;
    private readonly int? _precision;
    private readonly char _type;

    private PythonFormat(Match parts)
    {
        _zeros = parts.Groups["zeros"].Value.Length > 0;
        _width = Number(parts.Groups["width"]) ?? 0;
        _precision = Number(parts.Groups["precision"]);
        _type = parts.Groups["type"].Value[0];
    }

    /// <summary>Whether only whole numbers are written so.</summary>
    public bool IsForWholeNumbers => _type == 'd';

    /// <summary>Whether a precision is given.</summary>
    public bool HasPrecision => _precision is not null;

    /// <summary>Reads a format; null where it is another.</summary>
    /// <param name="text">What stands after the colon, for example <c>02d</c>.</param>
    public static PythonFormat? Read(string text) => Parts().Match(text) is { Success: true } parts ? new PythonFormat(parts) : null;

    /// <summary>A number without a format, as Python's <c>str</c> writes it: <c>0.25</c>, <c>1.0</c>, <c>1e-05</c>.</summary>
    public static string WritePlain(double value)
    {
        string text = Text(Math.Abs(value), "R").ToLowerInvariant();
        return Sign(value) + (double.IsFinite(value) && text.IndexOfAny(['.', 'e']) < 0 ? text + ".0" : text);
    }

    /// <summary>Writes a number.</summary>
    public string Write(double value)
    {
        string sign = Sign(value), digits = Digits(Math.Abs(value));
        return _zeros ? sign + digits.PadLeft(Math.Max(0, _width - sign.Length), '0') : (sign + digits).PadLeft(_width);
    }

    private string Digits(double value) => _type switch
    {
        'd' => Text(value, "F0"),
        'e' => Scientific(value, _precision ?? DefaultPrecision),
        'g' => General(value, Math.Max(1, _precision ?? DefaultPrecision)),
        '%' => Fixed(value * 100, _precision ?? DefaultPrecision) + "%",
        _ => Fixed(value, _precision ?? DefaultPrecision),
    };

    // Whichever is shorter, without zeros at the end.
    private static string General(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value)) return Text(value, "F0");
        string[] parts = Scientific(value, digits - 1).Split('e');
        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return exponent >= -4 && exponent < digits ? WithoutZeros(Fixed(value, digits - 1 - exponent)) : $"{WithoutZeros(parts[0])}e{parts[1]}";
    }

    // Python's exponents have two digits where .NET's have three.
    private static string Scientific(double value, int decimals)
    {
        string text = Text(value, string.Create(CultureInfo.InvariantCulture, $"e{decimals}"));
        if (text.Split('e') is not [string mantissa, string exponent]) return text;
        return $"{mantissa}e{int.Parse(exponent, CultureInfo.InvariantCulture).ToString("+00;-00", CultureInfo.InvariantCulture)}";
    }

    private static string Fixed(double value, int decimals) => Text(value, string.Create(CultureInfo.InvariantCulture, $"F{decimals}"));

    private static string WithoutZeros(string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;

    private static string Text(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : double.IsNaN(value) ? "nan" : "inf";

    private static string Sign(double value) => double.IsNegative(value) && !double.IsNaN(value) ? "-" : "";

    private static int? Number(Group digits) => digits.Length > 0 ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?<zeros>0?)(?<width>[0-9]{0,3})(\.(?<precision>[0-9]{1,2}))?(?<type>[defg%])\z")]
    private static partial Regex Parts();
}
