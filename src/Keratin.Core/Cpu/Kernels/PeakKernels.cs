using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Loops that do nothing but keep the processor's multipliers, or its memory, as busy as they can be.</summary>
internal static unsafe class PeakKernels
{
    /// <summary>The floating-point operations of one round of <see cref="MultiplyAdd"/>.</summary>
    public static int FlopsPerRound => 2 * 12 * (Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count);

    /// <summary>Twelve chains of fused multiply-adds: more than any processor has under way at once.</summary>
    public static float MultiplyAdd(int rounds) => Vector512.IsHardwareAccelerated ? MultiplyAdd512(rounds) : MultiplyAdd256(rounds);

    // The values tend to 2: nothing overflows and nothing becomes denormal.
    [MethodImpl(Kernel.Hot)]
    private static float MultiplyAdd512(int rounds)
    {
        Vector512<float> x = Vector512.Create(0.5f), y = Vector512<float>.One;
        Vector512<float> c0 = y, c1 = y, c2 = y, c3 = y, c4 = y, c5 = y, c6 = y, c7 = y, c8 = y, c9 = y, c10 = y, c11 = y;
        for (; rounds > 0; rounds--)
        {
            c0 = Vector512.FusedMultiplyAdd(c0, x, y);
            c1 = Vector512.FusedMultiplyAdd(c1, x, y);
            c2 = Vector512.FusedMultiplyAdd(c2, x, y);
            c3 = Vector512.FusedMultiplyAdd(c3, x, y);
            c4 = Vector512.FusedMultiplyAdd(c4, x, y);
            c5 = Vector512.FusedMultiplyAdd(c5, x, y);
            c6 = Vector512.FusedMultiplyAdd(c6, x, y);
            c7 = Vector512.FusedMultiplyAdd(c7, x, y);
            c8 = Vector512.FusedMultiplyAdd(c8, x, y);
            c9 = Vector512.FusedMultiplyAdd(c9, x, y);
            c10 = Vector512.FusedMultiplyAdd(c10, x, y);
            c11 = Vector512.FusedMultiplyAdd(c11, x, y);
        }
        return (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11).ToScalar();
    }

    [MethodImpl(Kernel.Hot)]
    private static float MultiplyAdd256(int rounds)
    {
        Vector256<float> x = Vector256.Create(0.5f), y = Vector256<float>.One;
        Vector256<float> c0 = y, c1 = y, c2 = y, c3 = y, c4 = y, c5 = y, c6 = y, c7 = y, c8 = y, c9 = y, c10 = y, c11 = y;
        for (; rounds > 0; rounds--)
        {
            c0 = Vector256.FusedMultiplyAdd(c0, x, y);
            c1 = Vector256.FusedMultiplyAdd(c1, x, y);
            c2 = Vector256.FusedMultiplyAdd(c2, x, y);
            c3 = Vector256.FusedMultiplyAdd(c3, x, y);
            c4 = Vector256.FusedMultiplyAdd(c4, x, y);
            c5 = Vector256.FusedMultiplyAdd(c5, x, y);
            c6 = Vector256.FusedMultiplyAdd(c6, x, y);
            c7 = Vector256.FusedMultiplyAdd(c7, x, y);
            c8 = Vector256.FusedMultiplyAdd(c8, x, y);
            c9 = Vector256.FusedMultiplyAdd(c9, x, y);
            c10 = Vector256.FusedMultiplyAdd(c10, x, y);
            c11 = Vector256.FusedMultiplyAdd(c11, x, y);
        }
        return (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11).ToScalar();
    }

    /// <summary>z = x + s·y, element by element: McCalpin's triad, three arrays of memory passing by.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Triad(float* x, float* y, float* z, float s, long count)
    {
        Vector512<float> factor = Vector512.Create(s);
        for (long i = 0; i < count; i += Lane.Count) Vector512.Store(Vector512.FusedMultiplyAdd(factor, Vector512.Load(y + i), Vector512.Load(x + i)), z + i);
    }
}
