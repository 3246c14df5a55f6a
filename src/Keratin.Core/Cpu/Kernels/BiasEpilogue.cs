using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Adds the bias of the column.</summary>
internal readonly unsafe struct BiasEpilogue(float* result, float* bias) : IEpilogue
{
    public void Begin() { }

    [MethodImpl(Kernel.Inline)]
    public void Store(Vector512<float> sum, nint offset, nint column, int count) =>
        Lane.Store(sum + Vector512.Load(bias + column), result + offset, count);
}
