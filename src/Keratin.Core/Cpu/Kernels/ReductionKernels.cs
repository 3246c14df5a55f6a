using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Sums, means and largest elements. The order of every sum is fixed by the shapes.</summary>
internal static unsafe class ReductionKernels
{
    /// <summary>Adds the rows of a matrix in order.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void SumRows<TEpilogue>(float* x, long rows, int n, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        float* tile = stackalloc float[MatrixTile.Columns];
        for (int j = 0; j < n; j += MatrixTile.Columns)
        {
            int columns = Math.Min(MatrixTile.Columns, n - j);
            float* sums = tile;
            if (rows == 1) sums = x + j;
            else if (columns > Lane.Count) SumColumns(x + j, rows, n, tile);
            else SumFewColumns(x + j, rows, n, tile);
            ProductKernels.Finish(sums, 1, columns, j, 0, j, epilogue);
        }
    }

    [MethodImpl(Kernel.Hot)]
    private static void SumColumns(float* x, long rows, int n, float* tile)
    {
        Vector512<float> s0 = Vector512<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (; rows > 0; rows--, x += n)
        {
            s0 += Vector512.Load(x);
            s1 += Vector512.Load(x + 16);
            s2 += Vector512.Load(x + 32);
            s3 += Vector512.Load(x + 48);
        }
        Vector512.Store(s0, tile);
        Vector512.Store(s1, tile + 16);
        Vector512.Store(s2, tile + 32);
        Vector512.Store(s3, tile + 48);
    }

    [MethodImpl(Kernel.Hot)]
    private static void SumFewColumns(float* x, long rows, int n, float* tile)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (; rows > 0; rows--, x += n) sum += Vector512.Load(x);
        Vector512.Store(sum, tile);
    }

    /// <summary>The sum of each row in sixteen lanes and a tree, divided by a number.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void SumLast(float* x, float* y, long rows, int n, float divisor)
    {
        for (long i = 0; i < rows; i++, x += n)
        {
            Vector512<float> sum = Vector512<float>.Zero;
            int j = 0;
            for (; j + Lane.Count <= n; j += Lane.Count) sum += Vector512.Load(x + j);
            if (j < n) sum += Lane.Keep(Vector512.Load(x + j), n - j, 0);
            y[i] = Lane.Sum(sum) / divisor;
        }
    }

    /// <summary>Σ l1·|x| + l2·x² in sixty-four lanes and a tree.</summary>
    [MethodImpl(Kernel.Hot)]
    public static float Penalty(float* x, int count, float l1, float l2)
    {
        Vector512<float> s0 = Vector512<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (; count >= 4 * Lane.Count; count -= 4 * Lane.Count, x += 4 * Lane.Count)
        {
            s0 += Penalty(Vector512.Load(x), l1, l2);
            s1 += Penalty(Vector512.Load(x + 16), l1, l2);
            s2 += Penalty(Vector512.Load(x + 32), l1, l2);
            s3 += Penalty(Vector512.Load(x + 48), l1, l2);
        }
        for (; count > 0; count -= Lane.Count, x += Lane.Count) s0 += Penalty(Lane.Keep(Vector512.Load(x), count, 0), l1, l2);
        return Lane.Sum((s0 + s1) + (s2 + s3));
    }

    // (l1 + l2·|x|) · |x|
    [MethodImpl(Kernel.Inline)]
    private static Vector512<float> Penalty(Vector512<float> x, float l1, float l2)
    {
        Vector512<float> size = Vector512.Abs(x);
        return Vector512.FusedMultiplyAdd(Vector512.Create(l2), size, Vector512.Create(l1)) * size;
    }

    [MethodImpl(Kernel.Hot)]
    public static void RepeatLast(float* x, float* y, long rows, int n)
    {
        for (long i = 0; i < rows; i++)
            for (int j = 0; j < n; j++) *y++ = x[i];
    }

    /// <summary>The sum of the squares in sixty-four lanes and a tree.</summary>
    [MethodImpl(Kernel.Hot)]
    public static float SumOfSquares(float* x, int count)
    {
        Vector512<float> s0 = Vector512<float>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (; count >= 4 * Lane.Count; count -= 4 * Lane.Count, x += 4 * Lane.Count)
        {
            Vector512<float> x0 = Vector512.Load(x), x1 = Vector512.Load(x + 16), x2 = Vector512.Load(x + 32), x3 = Vector512.Load(x + 48);
            s0 = Vector512.FusedMultiplyAdd(x0, x0, s0);
            s1 = Vector512.FusedMultiplyAdd(x1, x1, s1);
            s2 = Vector512.FusedMultiplyAdd(x2, x2, s2);
            s3 = Vector512.FusedMultiplyAdd(x3, x3, s3);
        }
        for (; count > 0; count -= Lane.Count, x += Lane.Count)
        {
            Vector512<float> rest = Lane.Keep(Vector512.Load(x), count, 0);
            s0 = Vector512.FusedMultiplyAdd(rest, rest, s0);
        }
        return Lane.Sum((s0 + s1) + (s2 + s3));
    }

    /// <summary>Adds all elements to a total, one after the other.</summary>
    [MethodImpl(Kernel.Hot)]
    public static double Total(float* x, long count, double total)
    {
        for (long i = 0; i < count; i++) total += x[i];
        return total;
    }

    /// <summary>Adds the rows of a matrix to totals, one after the other.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void TotalRows(float* x, double* totals, long rows, int n)
    {
        for (; rows > 0; rows--, x += n)
            for (int j = 0; j < n; j++) totals[j] += x[j];
    }

    /// <summary>Adds each element to the total that its index names, one after the other.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void TotalAt(float* index, float* x, double* totals, long count, int n)
    {
        for (long i = 0; i < count; i++)
        {
            int at = (int)index[i];
            if ((uint)at < (uint)n && at == index[i]) totals[at] += x[i];
        }
    }

    /// <summary>The first largest element of each row; 0 for a row of NaN.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void ArgMax(float* x, float* y, long rows, int n)
    {
        for (long i = 0; i < rows; i++, x += n)
        {
            Vector512<float> best = Vector512.Create(float.NegativeInfinity), where = Vector512<float>.Zero;
            for (int j = 0; j < n; j += Lane.Count)
            {
                Vector512<float> value = Lane.Keep(Vector512.Load(x + j), n - j, float.NegativeInfinity);
                Vector512<float> larger = Vector512.GreaterThan(value, best);
                best = Vector512.ConditionalSelect(larger, value, best);
                where = Vector512.ConditionalSelect(larger, Lane.Index + Vector512.Create((float)j), where);
            }
            // Among equal lanes the smallest index is the first.
            Vector512<float> isBest = Vector512.Equals(best, Vector512.Create(Lane.Max(best)));
            float first = -Lane.Max(-Vector512.ConditionalSelect(isBest, where, Vector512.Create(float.PositiveInfinity)));
            y[i] = float.IsFinite(first) ? first : 0;
        }
    }

    [MethodImpl(Kernel.Hot)]
    public static void OneHot(float* labels, float* y, long rows, int n)
    {
        for (long i = 0; i < rows; i++)
        {
            Vector512<float> label = Vector512.Create(labels[i]);
            for (int j = 0; j < n; j += Lane.Count)
            {
                Vector512<float> hit = Vector512.Equals(Lane.Index + Vector512.Create((float)j), label);
                Lane.Store(Vector512.ConditionalSelect(hit, Vector512<float>.One, Vector512<float>.Zero), y + i * n + j, n - j);
            }
        }
    }
}
