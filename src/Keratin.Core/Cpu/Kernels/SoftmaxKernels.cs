using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Softmax and its cross-entropy, row by row: largest element, exponentials of what lies below it, their sum in lanes and a tree.</summary>
internal static unsafe class SoftmaxKernels
{
    [MethodImpl(Kernel.Hot)]
    public static void Softmax(float* x, float* y, int firstRow, int endRow, int n)
    {
        for (int i = firstRow; i < endRow; i++)
        {
            float* row = x + (nint)i * n, to = y + (nint)i * n;
            Vector512<float> max = Vector512.Create(RowMax(row, n));
            Vector512<float> sum = Vector512<float>.Zero;
            int j = 0;
            for (; j + Lane.Count <= n; j += Lane.Count)
            {
                Vector512<float> e = LaneMath.Exp(Vector512.Load(row + j) - max);
                Vector512.Store(e, to + j);
                sum += e;
            }
            Vector512<float> last = Vector512<float>.Zero;
            if (j < n)
            {
                last = LaneMath.Exp(Vector512.Load(row + j) - max);
                sum += Lane.Keep(last, n - j, 0);
            }
            Vector512<float> total = Vector512.Create(Lane.Sum(sum));
            for (j = 0; j + Lane.Count <= n; j += Lane.Count) Vector512.Store(Vector512.Load(to + j) / total, to + j);
            if (j < n) Lane.Store(last / total, to + j, n - j);
        }
    }

    [MethodImpl(Kernel.Hot)]
    public static void SoftmaxDerivative(float* y, float* g, float* d, int firstRow, int endRow, int n)
    {
        for (int i = firstRow; i < endRow; i++)
        {
            nint at = (nint)i * n;
            Vector512<float> sum = Vector512<float>.Zero;
            for (int j = 0; j < n; j += Lane.Count)
                sum += Lane.Keep(Vector512.Load(g + at + j) * Vector512.Load(y + at + j), n - j, 0);
            Vector512<float> dot = Vector512.Create(Lane.Sum(sum));
            for (int j = 0; j < n; j += Lane.Count)
                Lane.Store(Vector512.Load(y + at + j) * (Vector512.Load(g + at + j) - dot), d + at + j, n - j);
        }
    }

    [MethodImpl(Kernel.Hot)]
    public static void LogSoftmax(float* x, float* y, int firstRow, int endRow, int n)
    {
        for (int i = firstRow; i < endRow; i++)
        {
            float* row = x + (nint)i * n, to = y + (nint)i * n;
            Vector512<float> max = Vector512.Create(RowMax(row, n));
            Vector512<float> logarithm = LaneMath.Log(Vector512.Create(SumOfExponentials(row, max, n)));
            for (int j = 0; j < n; j += Lane.Count) Lane.Store(Vector512.Load(row + j) - max - logarithm, to + j, n - j);
        }
    }

    /// <summary>The loss of each row: weight · log Σ exp(z − max) − Σ t · (z − max), with weight = Σ t. NaN for a label that names no class.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void CrossEntropy(float* z, float* truth, float* loss, int firstRow, int endRow, int n, bool labels)
    {
        for (int i = firstRow; i < endRow; i++)
        {
            float* row = z + (nint)i * n;
            float max = RowMax(row, n);
            float logarithm = LaneMath.Log(Vector512.Create(SumOfExponentials(row, Vector512.Create(max), n)))[0];
            if (labels)
            {
                int label = (int)truth[i];
                loss[i] = (uint)label < (uint)n && label == truth[i] ? logarithm - (row[label] - max) : float.NaN;
                continue;
            }
            Vector512<float> weight = Vector512<float>.Zero, hit = weight;
            for (int j = 0; j < n; j += Lane.Count)
            {
                Vector512<float> t = Lane.Keep(Vector512.Load(truth + (nint)i * n + j), n - j, 0);
                weight += t;
                hit += t * Lane.Keep(Vector512.Load(row + j) - Vector512.Create(max), n - j, 0);
            }
            loss[i] = Lane.Sum(weight) * logarithm - Lane.Sum(hit);
        }
    }

    /// <summary>g · (weight · softmax(z) − t).</summary>
    [MethodImpl(Kernel.Hot)]
    public static void CrossEntropyDerivative(float* z, float* truth, float* g, float* d, int firstRow, int endRow, int n, bool labels)
    {
        for (int i = firstRow; i < endRow; i++)
        {
            float* row = z + (nint)i * n, t = truth + (nint)i * n, to = d + (nint)i * n;
            Vector512<float> max = Vector512.Create(RowMax(row, n));
            Vector512<float> total = Vector512.Create(SumOfExponentials(row, max, n));
            Vector512<float> scale = Vector512.Create(g[i]);
            if (labels)
            {
                Vector512<float> label = Vector512.Create(truth[i]);
                for (int j = 0; j < n; j += Lane.Count)
                {
                    Vector512<float> isLabel = Vector512.Equals(Lane.Index + Vector512.Create((float)j), label);
                    Vector512<float> one = Vector512.ConditionalSelect(isLabel, Vector512<float>.One, Vector512<float>.Zero);
                    Lane.Store(scale * (LaneMath.Exp(Vector512.Load(row + j) - max) / total - one), to + j, n - j);
                }
                continue;
            }
            Vector512<float> weight = Vector512<float>.Zero;
            for (int j = 0; j < n; j += Lane.Count) weight += Lane.Keep(Vector512.Load(t + j), n - j, 0);
            weight = Vector512.Create(Lane.Sum(weight));
            for (int j = 0; j < n; j += Lane.Count)
                Lane.Store(scale * (LaneMath.Exp(Vector512.Load(row + j) - max) / total * weight - Vector512.Load(t + j)), to + j, n - j);
        }
    }

    [MethodImpl(Kernel.Hot)]
    private static float RowMax(float* row, int n)
    {
        Vector512<float> max = Vector512.Create(float.NegativeInfinity);
        for (int j = 0; j < n; j += Lane.Count)
        {
            Vector512<float> value = Lane.Keep(Vector512.Load(row + j), n - j, float.NegativeInfinity);
            max = Vector512.ConditionalSelect(Vector512.GreaterThan(value, max), value, max);
        }
        return Lane.Max(max);
    }

    [MethodImpl(Kernel.Hot)]
    private static float SumOfExponentials(float* row, Vector512<float> max, int n)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        for (int j = 0; j < n; j += Lane.Count) sum += Lane.Keep(LaneMath.Exp(Vector512.Load(row + j) - max), n - j, 0);
        return Lane.Sum(sum);
    }
}
