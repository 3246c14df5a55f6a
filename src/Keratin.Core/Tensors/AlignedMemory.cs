using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>
/// Zeroed memory at a fixed address that a kernel may use through pointers: aligned to a cache line, rounded up to
/// whole vectors of sixteen floats, with readable slack behind, so that no kernel needs a scalar tail.
/// </summary>
/// <remarks>It is a pinned array of the collector's own: no finalizer, nothing to dispose, nothing to leak.</remarks>
internal sealed unsafe class AlignedMemory
{
    /// <summary>Bytes of a cache line and of a vector of sixteen floats.</summary>
    public const int Alignment = 64;

    // A tile reads four vectors at once, also where a row ends earlier.
    private const int Slack = 4 * Alignment;

    private readonly byte[] _bytes;

    public AlignedMemory(long bytes)
    {
        _bytes = GC.AllocateArray<byte>(checked((int)(RoundUp(bytes) + Slack + Alignment)), pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref _bytes[0]);
        Pointer = (byte*)((start + Alignment - 1) & ~(nint)(Alignment - 1));
    }

    /// <summary>The first byte. It stays valid for as long as this object is reachable.</summary>
    public byte* Pointer { get; }

    public static long RoundUp(long bytes) => (bytes + Alignment - 1) & ~(long)(Alignment - 1);
}
