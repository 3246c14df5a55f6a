using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>Transposed sparse rows times a matrix. Threads share columns of x and never collide.</summary>
internal sealed unsafe class SparseTransposedProductStep<TEpilogue>(TEpilogue epilogue, RowFeed x, float* g, int n) : Step
    where TEpilogue : struct, IEpilogue
{
    private const int ChunkColumns = 512;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        Prepare(rows);
        RunColumns(0, x.Columns);
    }

    public override int Chunks(int rows) => (x.Columns + ChunkColumns - 1) / ChunkColumns;

    // Done already where several threads share the forward product.
    public override void Prepare(int rows)
    {
        if (x.AwaitsSorting) SparseKernels.TransposeIndices(x, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk) => RunColumns(chunk * ChunkColumns, Math.Min(x.Columns, (chunk + 1) * ChunkColumns));

    private void RunColumns(int first, int end)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        SparseKernels.GatherTransposed(x, first, end, g, n, prepared);
    }
}
