using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>A step over a flat range of elements, shared between threads where it is long.</summary>
internal abstract class FlatStep(Shape shape) : Step
{
    private const int ChunkElements = 1 << 15;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Run(int rows) => RunRange(0, shape.Elements(rows), shape.Elements(rows));

    public sealed override int Chunks(int rows)
    {
        long elements = shape.Elements(rows);
        return elements <= 2 * ChunkElements ? 1 : (int)((elements + ChunkElements - 1) / ChunkElements);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void RunChunk(int rows, int chunk)
    {
        long elements = shape.Elements(rows), start = (long)chunk * ChunkElements;
        RunRange(start, Math.Min(elements, start + ChunkElements), elements);
    }

    protected abstract void RunRange(long start, long end, long elements);
}

internal sealed unsafe class UnaryStep<TFunction>(Shape shape, float* x, float* y, TFunction function) : FlatStep(shape)
    where TFunction : struct, IUnaryFunction
{
    protected override void RunRange(long start, long end, long elements) => ElementwiseKernels.Map(x, y, start, end, function);
}

internal sealed unsafe class BinaryStep<TFunction>(Shape shape, float* x, float* z, float* y, TFunction function) : FlatStep(shape)
    where TFunction : struct, IBinaryFunction
{
    protected override void RunRange(long start, long end, long elements) => ElementwiseKernels.Map(x, z, y, start, end, function);
}

internal sealed unsafe class SpreadStep(Shape shape, float* x, float* y, bool divide) : FlatStep(shape)
{
    protected override void RunRange(long start, long end, long elements) => ElementwiseKernels.Fill(y, divide ? *x / elements : *x, start, end);
}

internal sealed unsafe class AssignStep(Shape shape, float* x, float* y) : FlatStep(shape)
{
    protected override void RunRange(long start, long end, long elements) => ElementwiseKernels.Copy(x, y, start, end);
}

internal sealed unsafe class RandomMaskStep(Shape shape, long* counter, float* y, float rate, ulong key) : FlatStep(shape)
{
    // A rate of 1 keeps nothing; its limit is beyond 32 bits.
    private readonly uint _limit = (uint)Math.Min(uint.MaxValue, Math.Ceiling(rate * 4294967296.0));
    private readonly float _kept = rate < 1 ? 1 / (1 - rate) : 0;

    protected override void RunRange(long start, long end, long elements) =>
        ElementwiseKernels.RandomMask(y, start, end, RandomBits.Key(key, (ulong)*counter), _limit, _kept);
}

internal sealed unsafe class RandomUniformStep(Shape shape, long* counter, float* y, ulong key) : FlatStep(shape)
{
    protected override void RunRange(long start, long end, long elements) =>
        ElementwiseKernels.RandomUniform(y, start, end, RandomBits.Key(key, (ulong)*counter));
}

internal sealed unsafe class UpdateStep<TEpilogue>(Shape shape, float* values, TEpilogue epilogue) : FlatStep(shape)
    where TEpilogue : struct, IEpilogue
{
    protected override void RunRange(long start, long end, long elements)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        ElementwiseKernels.Update(values, start, end, prepared);
    }
}

/// <summary>Two operands of which at least one is repeated. The rows are those before the last axis.</summary>
internal sealed unsafe class RepeatedBinaryStep<TFunction>(Shape shape, Repeated x, Repeated z, float* y, TFunction function) : RowStep(shape)
    where TFunction : struct, IBinaryFunction
{
    protected override void RunRows(int first, int end) => ElementwiseKernels.MapRepeated(x, z, y, first, end, Columns, function);
}
