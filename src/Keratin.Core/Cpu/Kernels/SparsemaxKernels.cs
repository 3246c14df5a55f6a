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
            Vector512<float> threshold = Vector512.Create(Threshold(row, n));
            for (int j = 0; j < n; j += Lane.Count)
            {
                Vector512<float> above = Vector512.Load(row + j) - threshold;
                Lane.Store(Vector512.ConditionalSelect(Vector512.LessThan(above, Vector512<float>.Zero), Vector512<float>.Zero, above), to + j, n - j);
            }
        }
    }

    // The sums are in double precision, in order: the same on every machine.
    [MethodImpl(Kernel.Hot)]
    private static float Threshold(float* row, int n)
    {
        double threshold = double.NegativeInfinity;
        for (int kept = -1; ;)
        {
            double sum = 0;
            int count = 0;
            for (int j = 0; j < n; j++)
            {
                if (row[j] <= threshold) continue;
                sum += row[j];
                count++;
            }
            if (count == kept) return (float)threshold;
            kept = count;
            threshold = (sum - 1) / count;
        }
    }
}
