namespace Keratin.Benchmarks;

/// <summary>The parts of a complete run, each of which can be measured alone.</summary>
internal static class Sections
{
    /// <summary>The machine and the versions; always written.</summary>
    public const string Machine = "machine";

    /// <summary>All workloads, next to the other libraries.</summary>
    public const string Peers = "peers";

    /// <summary>The same with AVX-512 off, everywhere.</summary>
    public const string Narrow = "avx2";

    /// <summary>The machine's peaks, and how near to them products and workloads come.</summary>
    public const string Ceilings = "ceilings";

    /// <summary>How cost grows.</summary>
    public const string Sweeps = "sweeps";

    /// <summary>Those that can be chosen, in the order in which they run.</summary>
    public static string[] All { get; } = [Peers, Narrow, Ceilings, Sweeps];
}
