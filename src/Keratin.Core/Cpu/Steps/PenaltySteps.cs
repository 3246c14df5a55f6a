using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>The penalties of a value's pieces, which are cut by shape alone and shared between threads where there are several.</summary>
internal sealed unsafe class PenaltyPiecesStep(Shape shape, float* x, double* sums, float l1, float l2) : Step
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
        if (start < elements) sums[chunk] = ReductionKernels.Penalty(x + start, (int)Math.Min(PieceElements, elements - start), l1, l2);
    }
}

/// <summary>The pieces' sums, added in order.</summary>
internal sealed unsafe class PenaltyTotalStep(Shape shape, double* sums, float* y) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        double total = 0;
        for (long piece = 0; piece < PenaltyPiecesStep.Pieces(shape.Elements(rows)); piece++) total += sums[piece];
        *y = (float)total;
    }
}
