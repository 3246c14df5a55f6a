using System.Globalization;

namespace Keratin;

/// <summary>Numbers as one text, to the last bit, NaN and infinities too, which JSON has no words for.</summary>
internal static class NumberList
{
    public static string Write(IEnumerable<double> numbers) => string.Join(' ', numbers.Select(NumberText.Of));

    /// <exception cref="InvalidDataException">The text is no list of numbers.</exception>
    public static double[] Read(string text) =>
        text.Length == 0 ? [] : [.. text.Split(' ').Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out double number) ? number : throw new InvalidDataException($"'{word}' is no number."))];
}
