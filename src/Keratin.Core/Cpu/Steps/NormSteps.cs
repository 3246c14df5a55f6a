using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>The sums of squares of a value's pieces, which are cut by shape alone and shared between threads where there are several.</summary>
internal sealed unsafe class SquaresStep(Shape shape, float* x, double* sums) : Step
{
    private const int PieceElements = 1 << 15;

    /// <summary>How many pieces so many elements have.</summary>
    public static long Pieces(long elements) => (elements + PieceElements - 1) / PieceElements;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        long pieces = Pieces(shape.Elements(rows));
        for (int piece = 0; piece < pieces; piece++) RunChunk(rows, piece);
    }

    public override int Chunks(int rows) => Math.Max(1, (int)Pieces(shape.Elements(rows)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk)
    {
        long elements = shape.Elements(rows), start = (long)chunk * PieceElements;
        sums[chunk] = ReductionKernels.SumOfSquares(x + start, (int)Math.Min(PieceElements, elements - start));
    }

    /// <summary>The pieces' sums, added in order.</summary>
    public double Total(int rows)
    {
        long pieces = Pieces(shape.Elements(rows));
        double total = 0;
        for (long piece = 0; piece < pieces; piece++) total += sums[piece];
        return total;
    }
}

/// <summary>The root of what <see cref="SquaresStep"/>s have summed.</summary>
internal sealed unsafe class NormStep(SquaresStep[] values, float* y) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        double total = 0;
        foreach (SquaresStep value in values) total += value.Total(rows);
        *y = (float)Math.Sqrt(total);
    }
}
