using System.Globalization;

namespace Keratin.Cli.Tables;

/// <summary>A way to write a day, with or without a time of day behind it.</summary>
/// <param name="Pattern">The day, as .NET writes patterns: <c>yyyy-M-d</c>. Leading zeros may stand or not.</param>
/// <param name="Description">How people call it.</param>
internal sealed record DateFormat(string Pattern, string Description)
{
    private const string TimeOfDay = "H:mm", Seconds = ":ss", Fraction = ".FFFFFFF", Zone = "K";
    private const int Shortest = 8, Longest = 35;

    private readonly string[] _patterns = [Pattern, .. ((string[])[" ", "'T'"]).SelectMany(between => (string[])
        [$"{Pattern}{between}{TimeOfDay}{Zone}", $"{Pattern}{between}{TimeOfDay}{Seconds}{Zone}", $"{Pattern}{between}{TimeOfDay}{Seconds}{Fraction}{Zone}"])];

    /// <summary>The ways that are known, the likeliest first: where several fit all values, the first is taken.</summary>
    public static IReadOnlyList<DateFormat> Known { get; } =
    [
        new("yyyy-M-d", "YYYY-MM-DD"), new("yyyy/M/d", "YYYY/MM/DD"), new("yyyy.M.d", "YYYY.MM.DD"),
        new("d.M.yyyy", "DD.MM.YYYY"), new("M/d/yyyy", "MM/DD/YYYY"), new("d/M/yyyy", "DD/MM/YYYY"), new("d-M-yyyy", "DD-MM-YYYY"),
    ];

    /// <summary>The known way with a pattern.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static DateFormat Of(string pattern) =>
        Known.FirstOrDefault(format => format.Pattern == pattern) ?? throw new InvalidDataException($"The model reads dates as '{pattern}', which is not known here.");

    /// <summary>Whether a text could be a date at all: most are not, and are told apart without trying each way.</summary>
    public static bool Possible(string cell) => cell.Length is >= Shortest and <= Longest && char.IsAsciiDigit(cell[0]) && cell.AsSpan(1, 4).IndexOfAny("-/.") >= 0;

    /// <summary>Reads a date; a time with a zone becomes universal time.</summary>
    public bool TryRead(string cell, out DateTime date) =>
        DateTime.TryParseExact(cell, _patterns, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out date);
}
