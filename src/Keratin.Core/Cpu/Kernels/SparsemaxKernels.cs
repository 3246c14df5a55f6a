using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Sparsemax, row by row, without sorting: what lies below the threshold is left out until nothing more does (Michelot 1986).</summary>
internal static unsafe class SparsemaxKernels
{
    [MethodImpl(Kernel.Hot)]
    public static void Sparsemax(float* x, float* y, int firstRow, int endRow, int n)
    {
        for (int i = firstRow; i < endRow; i++)
        {
            float* row = x + (nint)i * n, to = y + (nint)i * n;
            float most = Most(row, n);
            Vector512<float> threshold = Vector512.Create(Threshold(row, most, n)), max = Vector512.Create(most);
            for (int j = 0; j < n; j += Lane.Count)
            {
                Vector512<float> above = Vector512.Load(row + j) - max - threshold;
                Lane.Store(Vector512.ConditionalSelect(Vector512.LessThan(above, Vector512<float>.Zero), Vector512<float>.Zero, above), to + j, n - j);
            }
        }
    }

    // Where a row holds a NaN this may be any number: the sums make all of the row NaN.
    [MethodImpl(Kernel.Hot)]
    private static float Most(float* row, int n)
    {
        float most = row[0];
        for (int j = 1; j < n; j++)
            if (row[j] > most) most = row[j];
        return most;
    }

    // The sums are in double precision, in order: the same on every machine. They are of distances from the largest, which
    // is above every threshold, so that something is always left, however large the numbers are.
    [MethodImpl(Kernel.Hot)]
    private static float Threshold(float* row, float most, int n)
    {
        double threshold = double.NegativeInfinity;
        for (int kept = -1; ;)
        {
            double sum = 0;
            int count = 0;
            for (int j = 0; j < n; j++)
            {
                float below = row[j] - most;
                if (below <= threshold) continue;
                sum += below;
                count++;
            }
            if (count == kept) return (float)threshold;
            kept = count;
            threshold = (sum - 1) / count;
        }
    }
}
