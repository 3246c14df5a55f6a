namespace Keratin.Tests;

/// <summary>How much memory code takes on its thread.</summary>
internal static class Allocation
{
    /// <summary>
    /// The bytes that an action takes, the least of several runs: a collection that other tests set off counts what is
    /// left of a thread's piece of memory as taken in its name.
    /// </summary>
    public static long Of(Action action) => Enumerable.Range(0, 5).Min(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
