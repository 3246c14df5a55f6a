using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>A product with one column of results.</summary>
internal sealed unsafe class ColumnProductStep<TEpilogue>(TEpilogue epilogue, float* a, float* w, int k, Extent m) : Step
    where TEpilogue : struct, IEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows)
    {
        TEpilogue prepared = epilogue;
        prepared.Begin();
        ProductKernels.Column(a, w, m.At(rows), k, prepared);
    }
}
