using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// Loops over elements. Flat ones run in whole vectors, over the padding too: every value's memory is rounded up to
/// sixteen floats. A start that is not zero is a multiple of sixteen.
/// </summary>
internal static unsafe class ElementwiseKernels
{
    [MethodImpl(Kernel.Hot)]
    public static void Map<TFunction>(float* x, float* y, long start, long end, in TFunction function)
        where TFunction : struct, IUnaryFunction
    {
        for (long i = start; i < end; i += Lane.Count) Vector512.Store(function.Apply(Vector512.Load(x + i)), y + i);
    }

    [MethodImpl(Kernel.Hot)]
    public static void Map<TFunction>(float* x, float* z, float* y, long start, long end, in TFunction function)
        where TFunction : struct, IBinaryFunction
    {
        for (long i = start; i < end; i += Lane.Count)
            Vector512.Store(function.Apply(Vector512.Load(x + i), Vector512.Load(z + i)), y + i);
    }

    /// <summary>Rows of <paramref name="n"/> columns, where either operand may stand still along rows or columns.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void MapRepeated<TFunction>(Repeated x, Repeated z, float* y, int firstRow, int endRow, int n, in TFunction function)
        where TFunction : struct, IBinaryFunction
    {
        for (int row = firstRow; row < endRow; row++)
            for (int j = 0; j < n; j += Lane.Count)
                Lane.Store(function.Apply(x.Load(row, j), z.Load(row, j)), y + (nint)row * n + j, n - j);
    }

    [MethodImpl(Kernel.Hot)]
    public static void Copy(float* x, float* y, long start, long end)
    {
        for (long i = start; i < end; i += Lane.Count) Vector512.Store(Vector512.Load(x + i), y + i);
    }

    [MethodImpl(Kernel.Hot)]
    public static void Fill(float* y, float value, long start, long end)
    {
        for (long i = start; i < end; i += Lane.Count) Vector512.Store(Vector512.Create(value), y + i);
    }

    [MethodImpl(Kernel.Hot)]
    public static void Update<TEpilogue>(float* values, long start, long end, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        for (long i = start; i < end; i += Lane.Count) epilogue.Store(Vector512.Load(values + i), (nint)i, (nint)i, Lane.Count);
    }

    [MethodImpl(Kernel.Hot)]
    public static void RandomUniform(float* y, long start, long end, ulong key)
    {
        Vector512<uint> lane = Vector512.Create(0u, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        for (long i = start; i < end; i += Lane.Count)
        {
            // The upper 24 bits b: (2b + 1 − 2²⁴) / 2²⁴ is exact.
            Vector512<uint> bits = RandomBits.At(key, lane + Vector512.Create((uint)i));
            Vector512<int> odd = (Vector512.ShiftRightLogical(bits, 7) | Vector512<uint>.One).AsInt32() - Vector512.Create(1 << 24);
            Vector512.Store(Vector512.ConvertToSingle(odd) * Vector512.Create(1f / (1 << 24)), y + i);
        }
    }

    [MethodImpl(Kernel.Hot)]
    public static void RandomMask(float* y, long start, long end, ulong key, uint limit, float kept)
    {
        Vector512<uint> lane = Vector512.Create(0u, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        for (long i = start; i < end; i += Lane.Count)
        {
            Vector512<uint> bits = RandomBits.At(key, lane + Vector512.Create((uint)i));
            Vector512<float> keep = Vector512.GreaterThanOrEqual(bits, Vector512.Create(limit)).AsSingle();
            Vector512.Store(Vector512.ConditionalSelect(keep, Vector512.Create(kept), Vector512<float>.Zero), y + i);
        }
    }
}

/// <summary>An operand that may be repeated: along the rows (row step 0) or along the columns (one number a row).</summary>
internal readonly unsafe struct Repeated(float* values, nint rowStep, bool alongColumns)
{
    [MethodImpl(Kernel.Inline)]
    public Vector512<float> Load(int row, int column) =>
        alongColumns ? Vector512.Create(values[row * rowStep]) : Vector512.Load(values + row * rowStep + column);
}
