using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Six rows by sixteen columns in 24 accumulators of 128 bits, for machines with 32 such registers.</summary>
internal static unsafe class MatrixTile128
{
    /// <summary>The columns that one call computes.</summary>
    public const int Columns = 16;

    /// <summary>Arguments and result as in <see cref="MatrixTile.Run"/>. No call may stand here: it would spill the accumulators inside the loop.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Run(float** rows, nint kStep, float* b, nint bStep, int count, float* t, bool resume)
    {
        float* a0 = rows[0], a1 = rows[1], a2 = rows[2], a3 = rows[3], a4 = rows[4], a5 = rows[5];
        Vector128<float> c00 = Vector128<float>.Zero, c01 = c00, c02 = c00, c03 = c00;
        Vector128<float> c10 = c00, c11 = c00, c12 = c00, c13 = c00;
        Vector128<float> c20 = c00, c21 = c00, c22 = c00, c23 = c00;
        Vector128<float> c30 = c00, c31 = c00, c32 = c00, c33 = c00;
        Vector128<float> c40 = c00, c41 = c00, c42 = c00, c43 = c00;
        Vector128<float> c50 = c00, c51 = c00, c52 = c00, c53 = c00;
        if (resume)
        {
            c00 = Vector128.Load(t);
            c01 = Vector128.Load(t + 4);
            c02 = Vector128.Load(t + 8);
            c03 = Vector128.Load(t + 12);
            c10 = Vector128.Load(t + 64);
            c11 = Vector128.Load(t + 68);
            c12 = Vector128.Load(t + 72);
            c13 = Vector128.Load(t + 76);
            c20 = Vector128.Load(t + 128);
            c21 = Vector128.Load(t + 132);
            c22 = Vector128.Load(t + 136);
            c23 = Vector128.Load(t + 140);
            c30 = Vector128.Load(t + 192);
            c31 = Vector128.Load(t + 196);
            c32 = Vector128.Load(t + 200);
            c33 = Vector128.Load(t + 204);
            c40 = Vector128.Load(t + 256);
            c41 = Vector128.Load(t + 260);
            c42 = Vector128.Load(t + 264);
            c43 = Vector128.Load(t + 268);
            c50 = Vector128.Load(t + 320);
            c51 = Vector128.Load(t + 324);
            c52 = Vector128.Load(t + 328);
            c53 = Vector128.Load(t + 332);
        }
        for (nint at = 0; count > 0; count--, at += kStep, b += bStep)
        {
            Vector128<float> b0 = Vector128.Load(b), b1 = Vector128.Load(b + 4), b2 = Vector128.Load(b + 8), b3 = Vector128.Load(b + 12);
            Vector128<float> x0 = Vector128.Create(a0[at]);
            c00 = Vector128.FusedMultiplyAdd(x0, b0, c00);
            c01 = Vector128.FusedMultiplyAdd(x0, b1, c01);
            c02 = Vector128.FusedMultiplyAdd(x0, b2, c02);
            c03 = Vector128.FusedMultiplyAdd(x0, b3, c03);
            Vector128<float> x1 = Vector128.Create(a1[at]);
            c10 = Vector128.FusedMultiplyAdd(x1, b0, c10);
            c11 = Vector128.FusedMultiplyAdd(x1, b1, c11);
            c12 = Vector128.FusedMultiplyAdd(x1, b2, c12);
            c13 = Vector128.FusedMultiplyAdd(x1, b3, c13);
            Vector128<float> x2 = Vector128.Create(a2[at]);
            c20 = Vector128.FusedMultiplyAdd(x2, b0, c20);
            c21 = Vector128.FusedMultiplyAdd(x2, b1, c21);
            c22 = Vector128.FusedMultiplyAdd(x2, b2, c22);
            c23 = Vector128.FusedMultiplyAdd(x2, b3, c23);
            Vector128<float> x3 = Vector128.Create(a3[at]);
            c30 = Vector128.FusedMultiplyAdd(x3, b0, c30);
            c31 = Vector128.FusedMultiplyAdd(x3, b1, c31);
            c32 = Vector128.FusedMultiplyAdd(x3, b2, c32);
            c33 = Vector128.FusedMultiplyAdd(x3, b3, c33);
            Vector128<float> x4 = Vector128.Create(a4[at]);
            c40 = Vector128.FusedMultiplyAdd(x4, b0, c40);
            c41 = Vector128.FusedMultiplyAdd(x4, b1, c41);
            c42 = Vector128.FusedMultiplyAdd(x4, b2, c42);
            c43 = Vector128.FusedMultiplyAdd(x4, b3, c43);
            Vector128<float> x5 = Vector128.Create(a5[at]);
            c50 = Vector128.FusedMultiplyAdd(x5, b0, c50);
            c51 = Vector128.FusedMultiplyAdd(x5, b1, c51);
            c52 = Vector128.FusedMultiplyAdd(x5, b2, c52);
            c53 = Vector128.FusedMultiplyAdd(x5, b3, c53);
        }
        Vector128.Store(c00, t);
        Vector128.Store(c01, t + 4);
        Vector128.Store(c02, t + 8);
        Vector128.Store(c03, t + 12);
        Vector128.Store(c10, t + 64);
        Vector128.Store(c11, t + 68);
        Vector128.Store(c12, t + 72);
        Vector128.Store(c13, t + 76);
        Vector128.Store(c20, t + 128);
        Vector128.Store(c21, t + 132);
        Vector128.Store(c22, t + 136);
        Vector128.Store(c23, t + 140);
        Vector128.Store(c30, t + 192);
        Vector128.Store(c31, t + 196);
        Vector128.Store(c32, t + 200);
        Vector128.Store(c33, t + 204);
        Vector128.Store(c40, t + 256);
        Vector128.Store(c41, t + 260);
        Vector128.Store(c42, t + 264);
        Vector128.Store(c43, t + 268);
        Vector128.Store(c50, t + 320);
        Vector128.Store(c51, t + 324);
        Vector128.Store(c52, t + 328);
        Vector128.Store(c53, t + 332);
    }
}
