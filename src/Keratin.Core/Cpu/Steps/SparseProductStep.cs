using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>
/// Sparse rows times a matrix. Sorting the batch by column, which a transposed product needs later, depends on the data
/// alone: it is one more chunk here, which a second thread takes while the first multiplies.
/// </summary>
internal sealed unsafe class SparseProductStep<TEpilogue>(TEpilogue epilogue, RowFeed x, float* w, int n) : Step
    where TEpilogue : struct, IEpilogue
{
    private const int ChunkRows = 32;

    private bool _sorts;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => RunRows(0, rows);

    public override int Chunks(int rows) => (rows + ChunkRows - 1) / ChunkRows + (x.AwaitsSorting ? 1 : 0);

    public override void Prepare(int rows) => _sorts = x.AwaitsSorting;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk)
    {
        if (_sorts && chunk-- == 0) SparseKernels.TransposeIndices(x, rows);
        else RunRows(chunk * ChunkRows, Math.Min(rows, (chunk + 1) * ChunkRows));
    }

    private void RunRows(int first, int end)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        if (n == 1) SparseKernels.GatherColumn(x, first, end, w, prepared);
        else SparseKernels.Gather(x, first, end, w, n, prepared);
    }
}
