using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>A step that treats each row of a value by itself, shared between threads where there are many. The rows are those before the last axis.</summary>
internal abstract class RowStep(Shape shape) : Step
{
    private const int ChunkElements = 1 << 12;

    private readonly Shape _lead = shape.Rank == 0 ? Shape.Scalar : shape[..^1];

    protected int Columns { get; } = shape.Last;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Run(int rows) => RunRows(0, (int)_lead.Elements(rows));

    public sealed override int Chunks(int rows)
    {
        int count = (int)_lead.Elements(rows);
        return count <= 2 * ChunkRows ? 1 : (count + ChunkRows - 1) / ChunkRows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void RunChunk(int rows, int chunk) =>
        RunRows(chunk * ChunkRows, Math.Min((int)_lead.Elements(rows), (chunk + 1) * ChunkRows));

    protected abstract void RunRows(int first, int end);

    private int ChunkRows => Math.Max(16, ChunkElements / Math.Max(1, Columns));
}
