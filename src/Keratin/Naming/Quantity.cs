using System.Globalization;

namespace Keratin;

/// <summary>How many there are of something, in words.</summary>
internal static class Quantity
{
    /// <summary>A count: <c>12,345</c>.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 row</c>, <c>12,345 rows</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them.</param>
    /// <param name="nouns">Several of them; left out, with an s.</param>
    public static string Of(long count, string noun, string? nouns = null) => $"{Of(count)} {(count == 1 ? noun : nouns ?? noun + "s")}";
}
