using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// Arithmetic across the sixteen lanes of a vector, in one fixed order on every machine: narrower hardware runs the
/// same sixteen lanes in pieces, so equal lanes make equal bits.
/// </summary>
public static unsafe class Lane
{
    /// <summary>The number of lanes of every kernel, whatever the width of the hardware.</summary>
    public const int Count = 16;

    /// <summary>0, 1, 2, … 15. A literal, because <c>Vector512&lt;float&gt;.Indices</c> is a scalar loop on narrower hardware.</summary>
    public static Vector512<float> Index
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }

    /// <summary>Keeps the first <paramref name="count"/> lanes and sets the others to <paramref name="other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Keep(Vector512<float> x, int count, float other) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Index, Vector512.Create((float)count)), x, Vector512.Create(other));

    /// <summary>The sum of all lanes: halves are added to halves, always in this order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x)
    {
        Vector256<float> eight = x.GetLower() + x.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    /// <summary>The sums of four vectors, each with the bits of <see cref="Sum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Sums(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector128<float> upper = Vector128.Create(0, 0, -1, -1).AsSingle();
        Vector128<float> ab = Pairs(Vector128.ConditionalSelect(upper, Halves(b), Halves(a)));
        Vector128<float> cd = Pairs(Vector128.ConditionalSelect(upper, Halves(d), Halves(c)));
        return Vector128.ConditionalSelect(upper, Vector128.Shuffle(cd, Vector128.Create(0, 2, 0, 2)), Vector128.Shuffle(ab, Vector128.Create(0, 2, 0, 2)));
    }

    // Lanes 0 + 2 and 1 + 3 of the four that are left of sixteen, twice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Halves(Vector512<float> x)
    {
        Vector256<float> eight = x.GetLower() + x.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        return four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
    }

    // Each lane with its neighbour.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pairs(Vector128<float> x) => x + Vector128.Shuffle(x, Vector128.Create(1, 0, 3, 2));

    /// <summary>The largest lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> x)
    {
        Vector256<float> eight = Vector256.Max(x.GetLower(), x.GetUpper());
        Vector128<float> four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        return MathF.Max(MathF.Max(four[0], four[2]), MathF.Max(four[1], four[3]));
    }

    /// <summary>Stores the first <paramref name="count"/> lanes (all sixteen from 16 on) and touches nothing behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector512<float> x, float* to, int count)
    {
        if (count >= Count) Vector512.Store(x, to);
        else StorePart(x, to, count);
    }

    // Halving instead of a loop over elements: at most four stores. Not inlined, to keep kernels small for the JIT.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void StorePart(Vector512<float> x, float* to, int count)
    {
        Vector256<float> eight = x.GetLower();
        if ((count & 8) != 0)
        {
            Vector256.Store(eight, to);
            eight = x.GetUpper();
            to += 8;
        }
        Vector128<float> four = eight.GetLower();
        if ((count & 4) != 0)
        {
            Vector128.Store(four, to);
            four = eight.GetUpper();
            to += 4;
        }
        if ((count & 2) != 0)
        {
            to[0] = four[0];
            to[1] = four[1];
            four = Vector128.Shuffle(four, Vector128.Create(2, 3, 2, 3));
            to += 2;
        }
        if ((count & 1) != 0) to[0] = four[0];
    }
}
