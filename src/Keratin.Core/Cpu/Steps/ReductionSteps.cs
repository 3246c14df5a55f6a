using System.Runtime.CompilerServices;

namespace Keratin.Core;

internal sealed unsafe class SumRowsStep<TEpilogue>(TEpilogue epilogue, Shape input, float* x, int n) : Step
    where TEpilogue : struct, IEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        ReductionKernels.SumRows(x, input.Elements(rows) / Math.Max(n, 1), n, prepared);
    }
}

internal sealed unsafe class SumLastStep(Shape input, float* x, float* y, float divisor) : Step
{
    private readonly Shape _rows = input[..^1];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => ReductionKernels.SumLast(x, y, _rows.Elements(rows), input.Last, divisor);
}

internal sealed unsafe class RepeatLastStep(Shape input, float* x, float* y, int n) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => ReductionKernels.RepeatLast(x, y, input.Elements(rows), n);
}

internal sealed unsafe class SumStep(Shape input, float* x, float* y, bool mean) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        long count = input.Elements(rows);
        *y = (float)(ReductionKernels.Total(x, count, 0) / (mean ? count : 1));
    }
}

internal sealed unsafe class ArgMaxStep(Shape output, float* x, float* y, int n) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => ReductionKernels.ArgMax(x, y, output.Elements(rows), n);
}

internal sealed unsafe class OneHotStep(Shape labels, float* x, float* y, int n) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => ReductionKernels.OneHot(x, y, labels.Elements(rows), n);
}

internal sealed unsafe class AccumulateStep(Shape input, double* total, float* x) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => *total = ReductionKernels.Total(x, input.Elements(rows), *total);
}

internal sealed unsafe class AccumulateRowsStep(Shape input, double* totals, float* x, int n) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => ReductionKernels.TotalRows(x, totals, input.Elements(rows) / Math.Max(n, 1), n);
}

internal sealed unsafe class AccumulateAtStep(Shape input, double* totals, float* index, float* x, int n) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => ReductionKernels.TotalAt(index, x, totals, input.Elements(rows), n);
}

internal sealed unsafe class IncrementStep(long* counter) : Step
{
    public override void Run(int rows) => ++*counter;
}
