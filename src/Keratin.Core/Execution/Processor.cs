using System.Runtime.InteropServices;

namespace Keratin.Core;

/// <summary>Where the present thread runs.</summary>
internal static unsafe partial class Processor
{
    private const int MaskWords = 16;

    // A C library under another name, or a sandbox without the call: then threads stay where they are.
    private static volatile bool s_cannotMove = !OperatingSystem.IsLinux();

    /// <summary>
    /// Moves the present thread to another processor if it runs on the given one. Linux likes to wake a thread on the
    /// processor of the one that woke it; two threads of a team would then take turns for tens of milliseconds instead
    /// of working side by side (measured: three times slower than alone).
    /// </summary>
    /// <param name="processor">The processor to leave.</param>
    public static void Leave(int processor)
    {
        if (s_cannotMove || Thread.GetCurrentProcessorId() != processor || (uint)processor >= MaskWords * 64) return;
        try
        {
            s_cannotMove = !TryMoveAwayFrom(processor);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            s_cannotMove = true;
        }
    }

    private static bool TryMoveAwayFrom(int processor)
    {
        ulong* allowed = stackalloc ulong[MaskWords], others = stackalloc ulong[MaskWords];
        if (GetAffinity(0, MaskWords * sizeof(ulong), allowed) != 0) return false;
        ulong left = 0;
        for (int i = 0; i < MaskWords; i++)
        {
            others[i] = i == processor / 64 ? allowed[i] & ~(1UL << processor % 64) : allowed[i];
            left |= others[i];
        }
        // The first call moves the thread at once; the second gives it back its freedom, and it stays where it is.
        return left != 0 && SetAffinity(0, MaskWords * sizeof(ulong), others) == 0 && SetAffinity(0, MaskWords * sizeof(ulong), allowed) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, ulong* mask);
}
