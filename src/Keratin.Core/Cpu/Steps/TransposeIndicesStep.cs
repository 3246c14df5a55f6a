using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>Sorts a sparse batch by column, once for all transposed products with it.</summary>
internal sealed class TransposeIndicesStep(RowFeed x) : Step
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int rows) => SparseKernels.TransposeIndices(x, rows);
}
