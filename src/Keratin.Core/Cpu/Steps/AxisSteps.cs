using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>Sums runs of elements that follow each other: one run of results from every <paramref name="size"/> of the input.</summary>
/// <param name="result">The results as rows: one run each.</param>
/// <param name="x">The input.</param>
/// <param name="y">The results.</param>
/// <param name="size">How many runs make one.</param>
internal sealed unsafe class SumAxisStep(Shape result, float* x, float* y, int size) : RowStep(result)
{
    protected override void RunRows(int first, int end)
    {
        for (nint row = first; row < end; row++)
            ReductionKernels.SumRows(x + row * size * Columns, size, Columns, new StoreEpilogue(y + row * Columns));
    }
}

/// <summary>Copies some columns of every row.</summary>
/// <param name="columns">What is copied, as rows and columns.</param>
/// <param name="x">The first row's first element.</param>
/// <param name="xWidth">How far the next row's is from it.</param>
/// <param name="y">Where it goes.</param>
/// <param name="yWidth">How far from there the next row's goes.</param>
internal sealed unsafe class CopyColumnsStep(Shape columns, float* x, int xWidth, float* y, int yWidth) : RowStep(columns)
{
    protected override void RunRows(int first, int end) => LookupKernels.CopyColumns(x, xWidth, y, yWidth, first, end, Columns);
}

internal sealed unsafe class CountRowsStep(Shape input, float* y, int elements) : Step
{
    public override void Run(int rows) => *y = elements == 0 ? 0 : input.Elements(rows) / elements;
}

/// <summary>Writes runs of elements, each as often as wanted.</summary>
internal sealed unsafe class RepeatStep(Shape result, float* x, float* y, int elements, int times) : Step
{
    private const int ChunkElements = 1 << 15;

    private readonly int _chunkRuns = Math.Max(1, ChunkElements / Math.Max(1, elements));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => LookupKernels.Repeat(x, y, 0, Runs(rows), elements, times);

    public override int Chunks(int rows) => (int)((Runs(rows) + _chunkRuns - 1) / _chunkRuns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk) =>
        LookupKernels.Repeat(x, y, (long)chunk * _chunkRuns, Math.Min(Runs(rows), (chunk + 1L) * _chunkRuns), elements, times);

    private long Runs(int rows) => result.Elements(rows) / Math.Max(1, elements);
}
