using System.Diagnostics;
using System.Globalization;

namespace Keratin.Benchmarks;

/// <summary>Says on the error output what runs now.</summary>
internal static class Progress
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    public static void Say(string text) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Stopwatch.GetElapsedTime(Start):mm\\:ss}] {text}"));
}
