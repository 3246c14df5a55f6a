using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Six rows by sixteen columns in 12 accumulators of 256 bits.</summary>
internal static unsafe class MatrixTile256
{
    /// <summary>The columns that one call computes.</summary>
    public const int Columns = 16;

    /// <summary>Arguments and result as in <see cref="MatrixTile.Run"/>. No call may stand here: it would spill the accumulators inside the loop.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Run(float** rows, nint kStep, float* b, nint bStep, int count, float* t, bool resume)
    {
        float* a0 = rows[0], a1 = rows[1], a2 = rows[2], a3 = rows[3], a4 = rows[4], a5 = rows[5];
        Vector256<float> c00 = Vector256<float>.Zero, c01 = c00;
        Vector256<float> c10 = c00, c11 = c00;
        Vector256<float> c20 = c00, c21 = c00;
        Vector256<float> c30 = c00, c31 = c00;
        Vector256<float> c40 = c00, c41 = c00;
        Vector256<float> c50 = c00, c51 = c00;
        if (resume)
        {
            c00 = Vector256.Load(t);
            c01 = Vector256.Load(t + 8);
            c10 = Vector256.Load(t + 64);
            c11 = Vector256.Load(t + 72);
            c20 = Vector256.Load(t + 128);
            c21 = Vector256.Load(t + 136);
            c30 = Vector256.Load(t + 192);
            c31 = Vector256.Load(t + 200);
            c40 = Vector256.Load(t + 256);
            c41 = Vector256.Load(t + 264);
            c50 = Vector256.Load(t + 320);
            c51 = Vector256.Load(t + 328);
        }
        for (nint at = 0; count > 0; count--, at += kStep, b += bStep)
        {
            Vector256<float> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 8);
            Vector256<float> x0 = Vector256.Create(a0[at]);
            c00 = Vector256.FusedMultiplyAdd(x0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x0, b1, c01);
            Vector256<float> x1 = Vector256.Create(a1[at]);
            c10 = Vector256.FusedMultiplyAdd(x1, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x1, b1, c11);
            Vector256<float> x2 = Vector256.Create(a2[at]);
            c20 = Vector256.FusedMultiplyAdd(x2, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x2, b1, c21);
            Vector256<float> x3 = Vector256.Create(a3[at]);
            c30 = Vector256.FusedMultiplyAdd(x3, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x3, b1, c31);
            Vector256<float> x4 = Vector256.Create(a4[at]);
            c40 = Vector256.FusedMultiplyAdd(x4, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(x4, b1, c41);
            Vector256<float> x5 = Vector256.Create(a5[at]);
            c50 = Vector256.FusedMultiplyAdd(x5, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(x5, b1, c51);
        }
        Vector256.Store(c00, t);
        Vector256.Store(c01, t + 8);
        Vector256.Store(c10, t + 64);
        Vector256.Store(c11, t + 72);
        Vector256.Store(c20, t + 128);
        Vector256.Store(c21, t + 136);
        Vector256.Store(c30, t + 192);
        Vector256.Store(c31, t + 200);
        Vector256.Store(c40, t + 256);
        Vector256.Store(c41, t + 264);
        Vector256.Store(c50, t + 320);
        Vector256.Store(c51, t + 328);
    }
}
