using System.Numerics;

namespace Keratin.Core;

/// <summary>Idle objects, each lent to one caller at a time, without a lock. Where all are out, one more is made.</summary>
/// <param name="make">Makes an object. It may run on several threads at once.</param>
internal sealed class IdlePool<T>(Func<T> make)
    where T : class
{
    // Slots on cache lines of their own: callers on different processors do not take turns with one.
    private const int Stride = 64 / sizeof(long);

    private static readonly int Places = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * Environment.ProcessorCount));

    private readonly T?[] _slots = new T?[Places * Stride];

    /// <summary>Takes an idle object, or makes one.</summary>
    public T Rent()
    {
        int first = Thread.GetCurrentProcessorId();
        for (int i = 0; i < Places; i++)
        {
            ref T? slot = ref Slot(first + i);
            if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } found) return found;
        }
        return make();
    }

    /// <summary>Gives an object back; it is dropped where no slot is free.</summary>
    public void Return(T item)
    {
        int first = Thread.GetCurrentProcessorId();
        for (int i = 0; i < Places; i++)
            if (Interlocked.CompareExchange(ref Slot(first + i), item, null) is null) return;
    }

    private ref T? Slot(int place) => ref _slots[(place & (Places - 1)) * Stride];
}
