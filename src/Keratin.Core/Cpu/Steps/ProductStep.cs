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
    private readonly ProductOperands _factors = factors;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        // Not copied where it need not be: a step of one row would notice.
        ProductOperands gathered;
        scoped ref readonly ProductOperands operands = ref _factors;
        if (input is not null)
        {
            gathered = Gathered(input);
            operands = ref gathered;
        }
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
        return height == 1 || count == 1 || !ProductChunks.IsWorthSharing(height, _factors.N, count) ? 1 : ProductChunks.Count(height, _factors.N);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        RunPanel(input is null ? _factors : Gathered(input), chunk, m.At(rows), k.At(rows), prepared);
    }

    private ProductOperands Gathered(RowFeed rows) => _factors.KStep == 1
        ? _factors with { A = rows.Rows, RowNumbers = rows.Numbers }
        : _factors with { A = rows.Rows, KNumbers = rows.Numbers };

    private static void RunPanel(in ProductOperands operands, int chunk, int height, int count, in TEpilogue prepared)
    {
        (int first, int end, int column) = ProductChunks.At(chunk, height, operands.N);
        ProductKernels.Panel(operands, first, end, column, count, prepared);
    }
}
