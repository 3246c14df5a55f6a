using System.Runtime.CompilerServices;

namespace Keratin.Core;

internal sealed unsafe class GatherStep(Shape result, float* numbers, float* table, float* y, int count) : RowStep(result)
{
    protected override void RunRows(int first, int end) => LookupKernels.Gather(numbers, table, y, first, end, count, Columns);
}

/// <summary>Threads share the rows of the table and never collide; each row's sum is in the order of the numbers.</summary>
internal sealed unsafe class ScatterStep(Shape numbers, float* number, float* x, float* table, int count, int columns) : Step
{
    private const int MostChunks = 8;
    private const int ChunkElements = 1 << 14;

    // Every chunk looks at all numbers, so there are not many.
    private readonly int _chunkRows = Math.Max((count + MostChunks - 1) / MostChunks, ChunkElements / Math.Max(1, columns));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => LookupKernels.Scatter(number, numbers.Elements(rows), x, table, 0, count, columns);

    public override int Chunks(int rows) => Math.Max(1, (count + _chunkRows - 1) / Math.Max(1, _chunkRows));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RunChunk(int rows, int chunk) =>
        LookupKernels.Scatter(number, numbers.Elements(rows), x, table, chunk * _chunkRows, Math.Min(count, (chunk + 1) * _chunkRows), columns);
}
