using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Loops that copy or add whole rows.</summary>
internal static unsafe class LookupKernels
{
    /// <summary>Rows of a table by their numbers; NaN where a number names none.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Gather(float* numbers, float* table, float* y, int first, int end, int count, int n)
    {
        for (int i = first; i < end; i++)
        {
            float* to = y + (nint)i * n;
            if (numbers[i] >= 0 && numbers[i] < count) CopyRow(table + (nint)(int)numbers[i] * n, to, n);
            else new Span<float>(to, n).Fill(float.NaN);
        }
    }

    /// <summary>Adds rows to those rows of a table, from zero, that their numbers name between two limits.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Scatter(float* numbers, long length, float* x, float* table, int first, int end, int n)
    {
        new Span<float>(table + (nint)first * n, (end - first) * n).Clear();
        for (long i = 0; i < length; i++)
            if (numbers[i] >= first && numbers[i] < end) AddRow(x + (nint)i * n, table + (nint)(int)numbers[i] * n, n);
    }

    /// <summary>Writes some of the runs of y: run number i is run i / times of x.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Repeat(float* x, float* y, long first, long end, int n, int times)
    {
        for (long i = first; i < end; i++) CopyRow(x + (nint)(i / times) * n, y + (nint)i * n, n);
    }

    /// <summary>Copies some columns of some rows.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void CopyColumns(float* x, int xWidth, float* y, int yWidth, int first, int end, int n)
    {
        for (int i = first; i < end; i++) CopyRow(x + (nint)i * xWidth, y + (nint)i * yWidth, n);
    }

    [MethodImpl(Kernel.Inline)]
    private static void CopyRow(float* from, float* to, int n)
    {
        for (int j = 0; j < n; j += Lane.Count) Lane.Store(Vector512.Load(from + j), to + j, n - j);
    }

    [MethodImpl(Kernel.Inline)]
    private static void AddRow(float* x, float* to, int n)
    {
        for (int j = 0; j < n; j += Lane.Count) Lane.Store(Vector512.Load(to + j) + Vector512.Load(x + j), to + j, n - j);
    }
}
