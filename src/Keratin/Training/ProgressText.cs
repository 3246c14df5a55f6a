using System.Globalization;
using System.Text;

namespace Keratin;

/// <summary>The words of Keras's progress lines.</summary>
internal static class ProgressText
{
    /// <summary>The time that an epoch took, in seconds: <c>75s</c>.</summary>
    public static string Elapsed(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):F0}s");

    /// <summary>The time that an epoch still needs: <c>12s</c>, <c>1:05</c>, <c>2:00:09</c>.</summary>
    public static string Remaining(TimeSpan time)
    {
        long seconds = Math.Max(0, (long)time.TotalSeconds);
        if (seconds >= 3600) return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds % 3600 / 60:D2}:{seconds % 60:D2}");
        return seconds >= 60
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:D2}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
    }

    /// <summary>The time of a step: <c>2s/step</c>, <c>45ms/step</c>, <c>3us/step</c>.</summary>
    public static string PerStep(TimeSpan time)
    {
        double seconds = Math.Max(0, time.TotalSeconds);
        return seconds >= 1 || seconds == 0 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F0}s/step")
            : seconds >= 1e-3 ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F0}ms/step")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F0}us/step");
    }

    /// <summary>The values: <c> - accuracy: 0.5000 - loss: 2.6000</c>. Small ones are written in powers of ten.</summary>
    public static string Values(IEnumerable<KeyValuePair<string, double>> logs)
    {
        var text = new StringBuilder();
        foreach ((string name, double value) in logs)
            text.Append(CultureInfo.InvariantCulture, $" - {name}: {Number(value)}");
        return text.ToString();
    }

    private static string Number(double value) => Math.Abs(value) > 1e-3 || value == 0 || !double.IsFinite(value)
        ? value.ToString("F4", CultureInfo.InvariantCulture)
        : value.ToString("0.0000e-00", CultureInfo.InvariantCulture);
}
