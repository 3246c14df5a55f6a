using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// Random bits as a pure function of a key and an index: no state to save, no order to keep, the same on every thread.
/// </summary>
/// <remarks>
/// A key is mixed from what the bits are for: (seed, purpose, layer, iteration). The bits at an index are two rounds of
/// the mixing function <c>triple32</c> (Chris Wellons, "Prospecting for Hash Functions", 2018), each started from one
/// half of the key.
/// </remarks>
public static class RandomBits
{
    /// <summary>A key from its parts; equal parts give equal keys.</summary>
    /// <param name="seed">The model's seed, or a key to refine.</param>
    /// <param name="parts">What the bits are for.</param>
    public static ulong Key(ulong seed, params ReadOnlySpan<ulong> parts)
    {
        ulong key = Mix(seed);
        foreach (ulong part in parts) key = Mix(key + 0x9E3779B97F4A7C15 + part);
        return key;
    }

    /// <summary>32 random bits.</summary>
    /// <param name="key">What they are for.</param>
    /// <param name="index">Which of them.</param>
    public static uint At(ulong key, uint index) => Triple(Triple(index + (uint)key) ^ (uint)(key >> 32));

    /// <summary>The bits at sixteen indices at once, equal to <see cref="At(ulong, uint)"/> lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> At(ulong key, Vector512<uint> index) =>
        Triple(Triple(index + Vector512.Create((uint)key)) ^ Vector512.Create((uint)(key >> 32)));

    /// <summary>A uniform number in [0, 1), a multiple of 2⁻³².</summary>
    public static double Uniform(ulong key, uint index) => At(key, index) * (1.0 / 4294967296.0);

    /// <summary>Fills a span with uniform numbers in [−limit, limit): the value at i is limit · (2 · <see cref="Uniform"/>(key, i) − 1), rounded.</summary>
    /// <param name="key">What they are for.</param>
    /// <param name="values">Where they go.</param>
    /// <param name="limit">The bound.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void FillUniform(ulong key, Span<float> values, double limit)
    {
        Vector512<uint> index = Vector512<uint>.Indices;
        int i = 0;
        for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            (Vector512<ulong> lower, Vector512<ulong> upper) = Vector512.Widen(At(key, index));
            Vector512.Narrow(Stretched(lower, limit), Stretched(upper, limit)).CopyTo(values[i..]);
            index += Vector512.Create((uint)Vector512<float>.Count);
        }
        for (; i < values.Length; i++) values[i] = (float)(limit * (2 * Uniform(key, (uint)i) - 1));
    }

    /// <summary>Fills a span with a permutation of 0 … n−1 that depends on the key alone (Fisher and Yates).</summary>
    /// <param name="key">What the permutation is for.</param>
    /// <param name="order">Where it goes.</param>
    public static void Permute(ulong key, Span<int> order)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = (int)((ulong)At(key, (uint)i) * (ulong)(i + 1) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Stretched(Vector512<ulong> bits, double limit) =>
        (Vector512.ConvertToDouble(bits) * (2.0 / 4294967296.0) - Vector512<double>.One) * limit;

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong x)
    {
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }

    private static uint Triple(uint x)
    {
        x = (x ^ x >> 17) * 0xED5AD4BB;
        x = (x ^ x >> 11) * 0xAC4C1B51;
        x = (x ^ x >> 15) * 0x31848BAB;
        return x ^ x >> 14;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Triple(Vector512<uint> x)
    {
        x = (x ^ Vector512.ShiftRightLogical(x, 17)) * Vector512.Create(0xED5AD4BBu);
        x = (x ^ Vector512.ShiftRightLogical(x, 11)) * Vector512.Create(0xAC4C1B51u);
        x = (x ^ Vector512.ShiftRightLogical(x, 15)) * Vector512.Create(0x31848BABu);
        return x ^ Vector512.ShiftRightLogical(x, 14);
    }
}
