using System.Globalization;

namespace Keratin.Core;

/// <summary>Says that memory will not suffice before it is asked for, with what for and how much.</summary>
internal static class MemoryLimit
{
    // What one array of the runtime holds, less what is needed to align it.
    private const long Largest = 2_147_000_000;

    /// <summary>Throws where there is not so much memory.</summary>
    /// <param name="bytes">How much is about to be taken.</param>
    /// <param name="purpose">What for, for the message.</param>
    /// <param name="advice">What to do about it, for the message.</param>
    /// <exception cref="InvalidOperationException">It is more than one piece of memory can have, or than is left.</exception>
    public static void Require(long bytes, string purpose, string advice)
    {
        if (bytes > Largest) throw TooLittle(bytes, purpose, $"one piece of memory can have {Text(Largest)}", advice);
        long all = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (all == 0 || bytes <= all - GC.GetTotalMemory(forceFullCollection: false)) return;
        // What seems to be taken may be a former model that nobody has cleared away.
        long left = Math.Max(0, all - GC.GetTotalMemory(forceFullCollection: true));
        if (bytes > left) throw TooLittle(bytes, purpose, $"{Text(left)} of the {Text(all)} of memory are left", advice);
    }

    private static InvalidOperationException TooLittle(long bytes, string purpose, string limit, string advice) =>
        new($"There is not enough memory: {purpose} takes {Text(bytes)} bytes, but {limit}: {advice}.");

    private static string Text(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
