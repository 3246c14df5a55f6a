using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// A dense product c = a·b, where a may be read transposed: a(i, k) = A[i · RowStep + k · KStep]. Where the rows in
/// memory are scattered, a list of their numbers stands for i, or for k if a is transposed.
/// </summary>
internal readonly unsafe struct ProductOperands
{
    public float* A { get; init; }

    public nint RowStep { get; init; }

    public nint KStep { get; init; }

    /// <summary>The numbers that stand for each i; null where the rows lie one after the other.</summary>
    public int* RowNumbers { get; init; }

    /// <summary>The numbers that stand for each k; null where the rows lie one after the other.</summary>
    public int* KNumbers { get; init; }

    public float* B { get; init; }

    /// <summary>The columns of b and of the result, which are also the steps between their rows.</summary>
    public int N { get; init; }

    /// <summary>Where row i begins.</summary>
    public float* Row(int i) => A + (RowNumbers == null ? i : RowNumbers[i]) * RowStep;

    /// <summary>From the beginning of a row to its element k.</summary>
    public nint Offset(int k) => (KNumbers == null ? k : KNumbers[k]) * KStep;
}

/// <summary>
/// The matrix product in its shapes. Each element is summed over k in order from +0, one after the other, except where
/// a summary says otherwise; the epilogue comes after the whole sum.
/// </summary>
internal static unsafe class ProductKernels
{
    // A block of b, 256 × 64 floats, stays in the second-level cache while the rows of a pass by it.
    private const int KBlock = 256;

    /// <summary>The most rows that <see cref="Panel"/> takes at once.</summary>
    public const int MaxPanelRows = 192;

    // Thread-local: one tile of sums per six rows of a panel, and a packed block of b.
    [ThreadStatic]
    private static AlignedMemory? s_scratch;

    /// <summary>Some rows of up to sixty-four columns of the result.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void Panel<TEpilogue>(in ProductOperands x, int firstRow, int endRow, int column, int count, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        int columns = Math.Min(MatrixTile.Columns, x.N - column);
        bool oneBlock = count <= KBlock, pack = x.N > MatrixTile.Columns && endRow - firstRow > 4 * MatrixTile.Rows;
        float* tiles = stackalloc float[MatrixTile.Rows * MatrixTile.Columns];
        float* packed = null;
        float** rows = stackalloc float*[MatrixTile.Rows];
        // A transposed first factor is read down its columns, a page or more apart or anywhere: copied, its rows lie close.
        bool gather = x.KNumbers != null || x.RowStep == 1 && x.KStep >= 1024 && endRow - firstRow > MatrixTile.Rows;
        if (!oneBlock || pack || gather)
        {
            s_scratch ??= new AlignedMemory(((MaxPanelRows + KBlock) * MatrixTile.Columns + KBlock * MaxPanelRows) * sizeof(float));
            packed = (float*)s_scratch.Pointer + MaxPanelRows * MatrixTile.Columns;
            if (!oneBlock) tiles = (float*)s_scratch.Pointer;
        }
        for (int k = 0; k < count || k == 0; k += KBlock)
        {
            int block = Math.Min(KBlock, count - k);
            bool last = k + KBlock >= count;
            float* b = x.B + (nint)k * x.N + column;
            nint bStep = x.N;
            if (pack)
            {
                Pack(b, bStep, block, packed);
                b = packed;
                bStep = MatrixTile.Columns;
            }
            float* close = null;
            if (gather)
            {
                close = packed + KBlock * MatrixTile.Columns;
                PackRows(x, firstRow, endRow - firstRow, k, block, close);
            }
            for (int row = firstRow; row < endRow; row += MatrixTile.Rows)
            {
                int height = Math.Min(MatrixTile.Rows, endRow - row);
                if (gather) Aim(rows, close + (row - firstRow), 1, height);
                else if (x.RowNumbers == null) Aim(rows, x.A + row * x.RowStep + k * x.KStep, x.RowStep, height);
                else Aim(rows, x.A + k * x.KStep, x.RowStep, x.RowNumbers + row, height);
                float* tile = oneBlock ? tiles : tiles + (nint)(row - firstRow) * MatrixTile.Columns;
                MatrixTile.Run(rows, gather ? MaxPanelRows : x.KStep, b, bStep, columns, block, tile, resume: k > 0);
                if (last) Finish(tile, height, columns, (nint)row * x.N + column, x.N, column, epilogue);
            }
        }
    }

    /// <summary>A product with a single row.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void Row<TEpilogue>(in ProductOperands x, int count, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        float* tile = stackalloc float[MatrixTile.Columns];
        for (int column = 0; column < x.N; column += MatrixTile.Columns)
        {
            RowTile(x.Row(0), x.KStep, x.B + column, x.N, count, tile);
            Finish(tile, 1, Math.Min(MatrixTile.Columns, x.N - column), column, 0, column, epilogue);
        }
    }

    /// <summary>
    /// A product with a single k: every element is one product, added to +0 as the tile does. A factor of zero makes a
    /// row of zeros, as the inactive units of a layer do.
    /// </summary>
    [MethodImpl(Kernel.Hot)]
    public static void Outer<TEpilogue>(in ProductOperands x, int firstRow, int endRow, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        // Copies, because the stores below might change what x refers to, for all the compiler knows.
        float* b = x.B, factors = x.A + x.Offset(0) + firstRow * x.RowStep;
        nint rowStep = x.RowStep;
        int n = x.N, whole = n & -Lane.Count;
        nint offset = (nint)firstRow * n;
        for (int row = firstRow; row < endRow; row++, factors += rowStep, offset += n)
        {
            if (TEpilogue.CanRest && *factors == 0)
            {
                Rest(offset, n, epilogue);
                continue;
            }
            Vector512<float> a = Vector512.Create(*factors);
            for (int column = 0; column < whole; column += Lane.Count)
                epilogue.Store(Vector512.FusedMultiplyAdd(a, Vector512.Load(b + column), Vector512<float>.Zero), offset + column, column, Lane.Count);
            if (whole < n)
                epilogue.Store(Vector512.FusedMultiplyAdd(a, Vector512.Load(b + whole), Vector512<float>.Zero), offset + whole, whole, n - whole);
        }
    }

    /// <summary>Does what storing so many zeros would do, at less cost.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Rest<TEpilogue>(nint offset, int count, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        for (; count > 0; count -= Lane.Count, offset += Lane.Count) epilogue.Rest(offset, count);
    }

    /// <summary>One row times a transposed matrix: a dot product per column, each in sixteen lanes and a tree.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void RowTransposed<TEpilogue>(float* a, float* w, int n, int count, nint offset, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        float* sums = stackalloc float[Lane.Count];
        for (int j = 0; j < n; j += Lane.Count)
        {
            float* rows = w + (nint)j * count;
            nint four = 4 * (nint)count;
            int columns = Math.Min(Lane.Count, n - j);
            if (columns == Lane.Count)
            {
                var lower = Vector256.Create(FourDots(a, rows, count), FourDots(a, rows + four, count));
                var upper = Vector256.Create(FourDots(a, rows + 2 * four, count), FourDots(a, rows + 3 * four, count));
                epilogue.Store(Vector512.Create(lower, upper), offset + j, j, columns);
                continue;
            }
            for (int i = 0; i < columns; i++) sums[i] = Dot(a, rows + (nint)i * count, count);
            epilogue.Store(Vector512.Load(sums), offset + j, j, columns);
        }
    }

    /// <summary>A matrix times one column: a dot product per row, each in sixteen lanes and a tree.</summary>
    [SkipLocalsInit, MethodImpl(Kernel.Hot)]
    public static void Column<TEpilogue>(float* a, float* w, int rows, int count, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        for (int i = 0; i < rows; i++) epilogue.Store(Vector512.Create(Dot(a + (nint)i * count, w, count)), i, 0, 1);
    }

    /// <summary>Writes the transpose of a matrix.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Transpose(float* x, int rows, int columns, float* y)
    {
        const int block = 16;
        for (int i0 = 0; i0 < rows; i0 += block)
            for (int j = 0; j < columns; j++)
                for (int i = i0; i < Math.Min(rows, i0 + block); i++) y[(nint)j * rows + i] = x[(nint)i * columns + j];
    }

    /// <summary>Hands a finished tile to the epilogue. A method of its own, so that the tile's loop has no call.</summary>
    [MethodImpl(Kernel.Hot)]
    public static void Finish<TEpilogue>(float* tile, int rows, int columns, nint offset, nint rowStep, int column, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        int whole = columns & -Lane.Count;
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < whole; j += Lane.Count)
                epilogue.Store(Vector512.Load(tile + i * MatrixTile.Columns + j), offset + i * rowStep + j, column + j, Lane.Count);
        if (whole < columns) FinishLast(tile + whole, rows, columns - whole, offset + whole, rowStep, column + whole, epilogue);
    }

    // The columns behind the last whole vector. Their store calls, and in the loop above the call would spill.
    [MethodImpl(Kernel.Hot)]
    private static void FinishLast<TEpilogue>(float* tile, int rows, int columns, nint offset, nint rowStep, int column, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        for (int i = 0; i < rows; i++, tile += MatrixTile.Columns, offset += rowStep)
            epilogue.Store(Vector512.Load(tile), offset, column, columns);
    }

    [MethodImpl(Kernel.Inline)]
    private static float Dot(float* a, float* b, int count)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        int k = 0;
        for (; k + Lane.Count <= count; k += Lane.Count)
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(a + k), Vector512.Load(b + k), sum);
        if (k < count)
        {
            Vector512<float> x = Lane.Keep(Vector512.Load(a + k), count - k, 0), y = Lane.Keep(Vector512.Load(b + k), count - k, 0);
            sum = Vector512.FusedMultiplyAdd(x, y, sum);
        }
        return Lane.Sum(sum);
    }

    // The dot products with four neighbouring rows, each with the bits of Dot: side by side they wait for none of their sums.
    [MethodImpl(Kernel.Hot)]
    private static Vector128<float> FourDots(float* a, float* b, nint count)
    {
        float* b1 = b + count, b2 = b1 + count, b3 = b2 + count;
        Vector512<float> c0 = Vector512<float>.Zero, c1 = c0, c2 = c0, c3 = c0;
        nint k = 0;
        for (; k + Lane.Count <= count; k += Lane.Count)
        {
            Vector512<float> x = Vector512.Load(a + k);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + k), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b1 + k), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b2 + k), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b3 + k), c3);
        }
        if (k < count)
        {
            int rest = (int)(count - k);
            Vector512<float> x = Lane.Keep(Vector512.Load(a + k), rest, 0);
            c0 = Vector512.FusedMultiplyAdd(x, Lane.Keep(Vector512.Load(b + k), rest, 0), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Lane.Keep(Vector512.Load(b1 + k), rest, 0), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Lane.Keep(Vector512.Load(b2 + k), rest, 0), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Lane.Keep(Vector512.Load(b3 + k), rest, 0), c3);
        }
        return Lane.Sums(c0, c1, c2, c3);
    }

    [MethodImpl(Kernel.Hot)]
    private static void RowTile(float* a, nint kStep, float* b, nint bStep, int count, float* t)
    {
        Vector512<float> c0 = Vector512<float>.Zero, c1 = c0, c2 = c0, c3 = c0;
        for (; count > 0; count--, a += kStep, b += bStep)
        {
            Vector512<float> x = Vector512.Create(*a);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 32), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 48), c3);
        }
        Vector512.Store(c0, t);
        Vector512.Store(c1, t + 16);
        Vector512.Store(c2, t + 32);
        Vector512.Store(c3, t + 48);
    }

    // The rows of a tile; behind the last one stands that row again.
    [MethodImpl(Kernel.Inline)]
    private static void Aim(float** rows, float* a, nint rowStep, int height)
    {
        rows[0] = a;
        rows[1] = height > 1 ? a += rowStep : a;
        rows[2] = height > 2 ? a += rowStep : a;
        rows[3] = height > 3 ? a += rowStep : a;
        rows[4] = height > 4 ? a += rowStep : a;
        rows[5] = height > 5 ? a += rowStep : a;
    }

    [MethodImpl(Kernel.Inline)]
    private static void Aim(float** rows, float* a, nint rowStep, int* numbers, int height)
    {
        for (int i = 0; i < MatrixTile.Rows; i++) rows[i] = a + numbers[Math.Min(i, height - 1)] * rowStep;
    }

    // Up to MaxPanelRows neighbouring rows of a transposed factor, made close. Nothing behind them is read.
    [MethodImpl(Kernel.Hot)]
    private static void PackRows(in ProductOperands x, int row, int rows, int firstK, int count, float* to)
    {
        int last = rows - Lane.Count;
        for (int k = firstK; k < firstK + count; k++, to += MaxPanelRows)
        {
            float* from = x.A + row + x.Offset(k);
            for (int i = 0; i < last; i += Lane.Count) Vector512.Store(Vector512.Load(from + i), to + i);
            if (last >= 0) Vector512.Store(Vector512.Load(from + last), to + last);
            else
                for (int i = 0; i < rows; i++) to[i] = from[i];
        }
    }

    // Sixty-four columns of some rows of b, made contiguous.
    [MethodImpl(Kernel.Hot)]
    private static void Pack(float* b, nint bStep, int count, float* to)
    {
        for (; count > 0; count--, b += bStep, to += MatrixTile.Columns)
        {
            Vector512.Store(Vector512.Load(b), to);
            Vector512.Store(Vector512.Load(b + 16), to + 16);
            Vector512.Store(Vector512.Load(b + 32), to + 32);
            Vector512.Store(Vector512.Load(b + 48), to + 48);
        }
    }
}
