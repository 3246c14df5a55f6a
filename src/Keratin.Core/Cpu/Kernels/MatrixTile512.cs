using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Six rows by sixteen, thirty-two, forty-eight or sixty-four columns, in up to 24 accumulators of 512 bits.</summary>
internal static unsafe class MatrixTile512
{
    /// <summary>Arguments and result as in <see cref="MatrixTile.Run"/>. No call may stand here: it would spill the accumulators inside the loop.</summary>
    /// <typeparam name="TVectors">How many vectors of columns to compute; the others of the tile stay as they are.</typeparam>
    [MethodImpl(Kernel.Hot)]
    public static void Run<TVectors>(float** rows, nint kStep, float* b, nint bStep, int count, float* t, bool resume)
        where TVectors : struct, ITileVectors
    {
        float* a0 = rows[0], a1 = rows[1], a2 = rows[2], a3 = rows[3], a4 = rows[4], a5 = rows[5];
        Vector512<float> c00 = Vector512<float>.Zero, c01 = c00, c02 = c00, c03 = c00;
        Vector512<float> c10 = c00, c11 = c00, c12 = c00, c13 = c00;
        Vector512<float> c20 = c00, c21 = c00, c22 = c00, c23 = c00;
        Vector512<float> c30 = c00, c31 = c00, c32 = c00, c33 = c00;
        Vector512<float> c40 = c00, c41 = c00, c42 = c00, c43 = c00;
        Vector512<float> c50 = c00, c51 = c00, c52 = c00, c53 = c00;
        if (resume)
        {
            c00 = Vector512.Load(t);
            c10 = Vector512.Load(t + 64);
            c20 = Vector512.Load(t + 128);
            c30 = Vector512.Load(t + 192);
            c40 = Vector512.Load(t + 256);
            c50 = Vector512.Load(t + 320);
            if (TVectors.Count > 1)
            {
                c01 = Vector512.Load(t + 16);
                c11 = Vector512.Load(t + 80);
                c21 = Vector512.Load(t + 144);
                c31 = Vector512.Load(t + 208);
                c41 = Vector512.Load(t + 272);
                c51 = Vector512.Load(t + 336);
            }
            if (TVectors.Count > 2)
            {
                c02 = Vector512.Load(t + 32);
                c12 = Vector512.Load(t + 96);
                c22 = Vector512.Load(t + 160);
                c32 = Vector512.Load(t + 224);
                c42 = Vector512.Load(t + 288);
                c52 = Vector512.Load(t + 352);
            }
            if (TVectors.Count > 3)
            {
                c03 = Vector512.Load(t + 48);
                c13 = Vector512.Load(t + 112);
                c23 = Vector512.Load(t + 176);
                c33 = Vector512.Load(t + 240);
                c43 = Vector512.Load(t + 304);
                c53 = Vector512.Load(t + 368);
            }
        }
        for (nint at = 0; count > 0; count--, at += kStep, b += bStep)
        {
            Vector512<float> b0 = Vector512.Load(b), b1 = TVectors.Count > 1 ? Vector512.Load(b + 16) : b0;
            Vector512<float> b2 = TVectors.Count > 2 ? Vector512.Load(b + 32) : b0, b3 = TVectors.Count > 3 ? Vector512.Load(b + 48) : b0;
            Vector512<float> x0 = Vector512.Create(a0[at]);
            c00 = Vector512.FusedMultiplyAdd(x0, b0, c00);
            if (TVectors.Count > 1) c01 = Vector512.FusedMultiplyAdd(x0, b1, c01);
            if (TVectors.Count > 2) c02 = Vector512.FusedMultiplyAdd(x0, b2, c02);
            if (TVectors.Count > 3) c03 = Vector512.FusedMultiplyAdd(x0, b3, c03);
            Vector512<float> x1 = Vector512.Create(a1[at]);
            c10 = Vector512.FusedMultiplyAdd(x1, b0, c10);
            if (TVectors.Count > 1) c11 = Vector512.FusedMultiplyAdd(x1, b1, c11);
            if (TVectors.Count > 2) c12 = Vector512.FusedMultiplyAdd(x1, b2, c12);
            if (TVectors.Count > 3) c13 = Vector512.FusedMultiplyAdd(x1, b3, c13);
            Vector512<float> x2 = Vector512.Create(a2[at]);
            c20 = Vector512.FusedMultiplyAdd(x2, b0, c20);
            if (TVectors.Count > 1) c21 = Vector512.FusedMultiplyAdd(x2, b1, c21);
            if (TVectors.Count > 2) c22 = Vector512.FusedMultiplyAdd(x2, b2, c22);
            if (TVectors.Count > 3) c23 = Vector512.FusedMultiplyAdd(x2, b3, c23);
            Vector512<float> x3 = Vector512.Create(a3[at]);
            c30 = Vector512.FusedMultiplyAdd(x3, b0, c30);
            if (TVectors.Count > 1) c31 = Vector512.FusedMultiplyAdd(x3, b1, c31);
            if (TVectors.Count > 2) c32 = Vector512.FusedMultiplyAdd(x3, b2, c32);
            if (TVectors.Count > 3) c33 = Vector512.FusedMultiplyAdd(x3, b3, c33);
            Vector512<float> x4 = Vector512.Create(a4[at]);
            c40 = Vector512.FusedMultiplyAdd(x4, b0, c40);
            if (TVectors.Count > 1) c41 = Vector512.FusedMultiplyAdd(x4, b1, c41);
            if (TVectors.Count > 2) c42 = Vector512.FusedMultiplyAdd(x4, b2, c42);
            if (TVectors.Count > 3) c43 = Vector512.FusedMultiplyAdd(x4, b3, c43);
            Vector512<float> x5 = Vector512.Create(a5[at]);
            c50 = Vector512.FusedMultiplyAdd(x5, b0, c50);
            if (TVectors.Count > 1) c51 = Vector512.FusedMultiplyAdd(x5, b1, c51);
            if (TVectors.Count > 2) c52 = Vector512.FusedMultiplyAdd(x5, b2, c52);
            if (TVectors.Count > 3) c53 = Vector512.FusedMultiplyAdd(x5, b3, c53);
        }
        Vector512.Store(c00, t);
        Vector512.Store(c10, t + 64);
        Vector512.Store(c20, t + 128);
        Vector512.Store(c30, t + 192);
        Vector512.Store(c40, t + 256);
        Vector512.Store(c50, t + 320);
        if (TVectors.Count > 1)
        {
            Vector512.Store(c01, t + 16);
            Vector512.Store(c11, t + 80);
            Vector512.Store(c21, t + 144);
            Vector512.Store(c31, t + 208);
            Vector512.Store(c41, t + 272);
            Vector512.Store(c51, t + 336);
        }
        if (TVectors.Count > 2)
        {
            Vector512.Store(c02, t + 32);
            Vector512.Store(c12, t + 96);
            Vector512.Store(c22, t + 160);
            Vector512.Store(c32, t + 224);
            Vector512.Store(c42, t + 288);
            Vector512.Store(c52, t + 352);
        }
        if (TVectors.Count > 3)
        {
            Vector512.Store(c03, t + 48);
            Vector512.Store(c13, t + 112);
            Vector512.Store(c23, t + 176);
            Vector512.Store(c33, t + 240);
            Vector512.Store(c43, t + 304);
            Vector512.Store(c53, t + 368);
        }
    }
}
