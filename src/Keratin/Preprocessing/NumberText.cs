using System.Globalization;

namespace Keratin;

/// <summary>How messages write numbers, in every culture alike.</summary>
internal static class NumberText
{
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
