using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>A size that is fixed, or grows with the rows of the batch.</summary>
internal readonly record struct Extent(int Fixed, int PerRow)
{
    public int At(int rows) => Fixed + PerRow * rows;
}

/// <summary>
/// A dense product whose second factor is read as it lies, and the first as it lies or transposed. Where the first is
/// an input, its rows may be read from the data themselves, wherever the rows of the batch stand there.
/// </summary>
internal sealed unsafe class ProductStep<TEpilogue>(TEpilogue epilogue, ProductOperands factors, RowFeed? input, Extent m, Extent k) : Step
    where TEpilogue : struct, IEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        ProductOperands operands = Operands();
        int height = m.At(rows), count = k.At(rows);
        if (height == 1) ProductKernels.Row(operands, count, prepared);
        else if (count == 1) ProductKernels.Outer(operands, 0, height, prepared);
        else
        {
            for (int chunk = 0, chunks = ProductChunks.Count(height, operands.N); chunk < chunks; chunk++) RunPanel(operands, chunk, height, count, prepared);
        }
    }

    public override int Chunks(int rows)
    {
        int height = m.At(rows), count = k.At(rows);
        return height == 1 || count == 1 || !ProductChunks.IsWorthSharing(height, factors.N, count) ? 1 : ProductChunks.Count(height, factors.N);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        RunPanel(Operands(), chunk, m.At(rows), k.At(rows), prepared);
    }

    private ProductOperands Operands()
    {
        if (input is null) return factors;
        return factors.KStep == 1
            ? factors with { A = input.Rows, RowNumbers = input.Numbers }
            : factors with { A = input.Rows, KNumbers = input.Numbers };
    }

    private static void RunPanel(in ProductOperands operands, int chunk, int height, int count, in TEpilogue prepared)
    {
        (int first, int end, int column) = ProductChunks.At(chunk, height, operands.N);
        ProductKernels.Panel(operands, first, end, column, count, prepared);
    }
}
