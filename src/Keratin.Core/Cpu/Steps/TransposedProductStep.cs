using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>
/// A product with a transposed second factor, g·wᵀ. A few rows are dot products in lanes; more rows transpose w once
/// and use the common tile. Which of the two depends on the number of rows alone.
/// </summary>
internal sealed unsafe class TransposedProductStep<TEpilogue>(TEpilogue epilogue, float* g, float* w, float* transposed, int n, int k, Extent m) : Step
    where TEpilogue : struct, IEpilogue
{
    private const int FewRows = 4;

    private readonly ProductOperands _operands = new() { A = g, RowStep = k, KStep = 1, B = transposed, N = n };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        int height = m.At(rows);
        if (k == 1)
        {
            ProductKernels.Outer(new ProductOperands { A = g, RowStep = 1, KStep = 1, B = w, N = n }, 0, height, prepared);
            return;
        }
        if (height <= FewRows)
        {
            for (int i = 0; i < height; i++) ProductKernels.RowTransposed(g + (nint)i * k, w, n, k, (nint)i * n, prepared);
            return;
        }
        Prepare(rows);
        for (int chunk = 0, chunks = ProductChunks.Count(height, n); chunk < chunks; chunk++) RunPanel(chunk, height, prepared);
    }

    public override int Chunks(int rows)
    {
        int height = m.At(rows);
        return k == 1 || height <= FewRows || !ProductChunks.IsWorthSharing(height, n, k) ? 1 : ProductChunks.Count(height, n);
    }

    public override void Prepare(int rows) => ProductKernels.Transpose(w, n, k, transposed);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        RunPanel(chunk, m.At(rows), prepared);
    }

    private void RunPanel(int chunk, int height, in TEpilogue prepared)
    {
        (int first, int end, int column) = ProductChunks.At(chunk, height, n);
        ProductKernels.Panel(_operands, first, end, column, k, prepared);
    }
}
