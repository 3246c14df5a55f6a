using System.Globalization;

namespace Keratin.Benchmarks;

/// <summary>What all peers are told by environment variables.</summary>
internal static class PeerSettings
{
    /// <summary><c>PEER_THREADS</c>: threads of one fit. Default: 2.</summary>
    public static int Threads => Number("PEER_THREADS", 2);

    /// <summary><c>PEER_REPEATS</c>: fits that the median is taken of. Default: 3.</summary>
    public static int Repeats => Number("PEER_REPEATS", 3);

    private static int Number(string name, int otherwise)
    {
        string? text = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(text)) return otherwise;
        return int.TryParse(text, CultureInfo.InvariantCulture, out int value) && value >= 1 ? value
            : throw new PeerDataException($"{name} must be a number from 1 but is \"{text}\".");
    }
}
